import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Runs a program: what it printed, and the CPU time of it and all that it started, ms. */
export async function runProgram([command, ...args], env = {}) {
  const before = childrenMs();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}.`);
  return { stdout, cpuMs: childrenMs() - before };
}

/** proc(5): fields 16 and 17 of /proc/[pid]/stat are the CPU time of children that were waited for, in 1/100 s. */
function childrenMs() {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
