import { spawn } from 'node:child_process';
import path from 'node:path';

/** A shell whose start-up files take longer is asked in vain. */
const shellMs = 3000;

/** The path of `node` in a login shell that reads all of its start-up files; nothing when it does not say. */
export async function askShell(shell: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  // In a session of its own, because an interactive shell would take our terminal.
  const child = spawn(shell, ['-l', '-i', '-c', 'command -v node'], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
    setTimeout(resolve, shellMs).unref();
  });
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, 'SIGKILL');
  // The start-up files may print as well.
  return output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => path.isAbsolute(line))
    .at(-1);
}
