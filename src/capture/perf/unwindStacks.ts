import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** perf unwinds a hundred thousand stacks in half a minute. */
const mostMs = 600_000;

/**
 * Has perf unwind the stacks that it copied into a recording, and opens the text of them: for each sample `tid time:`, then a
 * line for each frame, innermost first, with its address and its file. Nothing where there is no perf that can.
 */
export function unwindStacks(recording: string): number | undefined {
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const text = path.join(directory, 'stacks.txt');
  const { DEBUGINFOD_URLS: _urls, ...env } = process.env;
  // Whoever recorded, `-f`; and inlined frames, which perf looks up one by one, are found later.
  const args = ['script', '-f', '-i', recording, '--no-inline', '--ns', '-F', 'tid,time,ip,dso'];
  const output = openSync(text, 'w');
  try {
    execFileSync('perf', args, { env, stdio: ['ignore', output, 'ignore'], timeout: mostMs });
    return openSync(text, 'r');
  } catch {
    return undefined;
  } finally {
    closeSync(output);
    rmSync(directory, { recursive: true, force: true });
  }
}
