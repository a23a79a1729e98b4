import { spawn } from 'node:child_process';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly input: string;
  /** Whether it may ask the servers that `DEBUGINFOD_URLS` names. */
  readonly debuginfod: boolean;
  /** Takes each line of its output, without its end. */
  readonly onLine: (line: string) => void;
}

/** A tool that reads gigabytes of debug information takes seconds; one that hangs is ended after two minutes. */
const mostMs = 120_000;

/** Runs a program on lines of input. False when it is not there or did not end well. */
export async function runTool({ command, args, input, debuginfod, onLine }: ToolRun): Promise<boolean> {
  const { DEBUGINFOD_URLS, ...env } = process.env;
  const child = spawn(command, args, {
    env: debuginfod ? { ...env, DEBUGINFOD_URLS } : env,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: mostMs,
    killSignal: 'SIGKILL',
  });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  // It may end before it has read all; its exit code tells.
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
}
