import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** perf unwinds a hundred thousand stacks in half a minute. */
const mostMs = 600_000;

/**
 * Has perf unwind the stacks that it copied into a recording, and opens the text of them: for each sample `tid time:`, then a
 * line for each frame, innermost first, with its address and its file. Nothing where there is no perf that can.
 * @param jitDumps paths of those that say how to unwind the code that a runtime made.
 */
export function unwindStacks(recording: string, jitDumps: readonly string[]): number | undefined {
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const text = path.join(directory, 'stacks.txt');
  const { DEBUGINFOD_URLS: _urls, ...env } = process.env;
  const output = openSync(text, 'w');
  const before = new Set(jitDumps.flatMap(codeFiles));
  // Whoever recorded, `-f`; and inlined frames, which perf looks up one by one, are found later.
  const run = (args: readonly string[], stdout: number | 'ignore'): void => {
    execFileSync('perf', args, { env, stdio: ['ignore', stdout, 'ignore'], timeout: mostMs });
  };
  try {
    let input = recording;
    if (jitDumps.length > 0) {
      input = path.join(directory, 'perf.data');
      run(['inject', '-f', '--jit', '-i', recording, '-o', input], 'ignore');
    }
    run(['script', '-f', '-i', input, '--no-inline', '--ns', '-F', 'tid,time,ip,dso'], output);
    return openSync(text, 'r');
  } catch {
    return undefined;
  } finally {
    closeSync(output);
    rmSync(directory, { recursive: true, force: true });
    for (const file of jitDumps.flatMap(codeFiles)) if (!before.has(file)) rmSync(file, { force: true });
  }
}

/** What `perf inject --jit` leaves beside a jitdump: a file for each piece of code. */
function codeFiles(jitDump: string): string[] {
  const folder = path.dirname(jitDump);
  const [pid = ''] = /\d+/.exec(path.basename(jitDump)) ?? [];
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith(`jitted-${pid}-`))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
