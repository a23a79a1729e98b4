import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { openInspector } from '../capture/attach/openInspector.ts';
import { snapshotSession } from '../capture/attach/snapshotSession.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { formatBytes } from '../core/text/formatBytes.ts';
import { positiveNumber, wholeNumber } from './numberOption.ts';
import { checkOutput } from './writeOutput.ts';

interface SnapshotOptions {
  readonly out?: string;
  readonly count: number;
  /** Seconds. */
  readonly each: number;
  readonly json?: true;
}

export function addSnapshot(command: Command): void {
  command
    .argument('<pid>', 'its process id', wholeNumber(1))
    .option('--out <file>', 'where to, else <pid>.heapsnapshot')
    .option('--count <n>', 'so many, which can be compared: for `heap --compare` and `leaks`', wholeNumber(1), 1)
    .option('--each <s>', 'seconds from one to the next', positiveNumber, 10)
    .option('--json', 'print a JSON object for each')
    .action(takeSnapshot);
}

async function takeSnapshot(
  pid: number,
  { out = `${pid}.heapsnapshot`, count, each, json }: SnapshotOptions,
): Promise<void> {
  const files = Array.from({ length: count }, (_, index) => (count === 1 ? out : numbered(out, index)));
  files.forEach(checkOutput);
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const session = await snapshotSession(await openInspector(pid), stop.signal);
    try {
      for (const [index, file] of files.entries()) {
        if (index > 0) await waitFor(each, stop.signal);
        await session.take(file);
        print(pid, file, json);
      }
    } finally {
      await session.release();
    }
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** `app.heapsnapshot` as `app-0.heapsnapshot`. */
function numbered(file: string, index: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${index}${ext}`);
}

async function waitFor(seconds: number, stop: AbortSignal): Promise<void> {
  try {
    await delay(seconds * 1000, undefined, { signal: stop });
  } catch (error) {
    throw new HeatlineError('Interrupted before the next snapshot.', 'Those that were taken are kept.', error);
  }
}

/** One line each, so that who waits sees them come. */
function print(pid: number, file: string, json: true | undefined): void {
  const bytes = statSync(file).size;
  const answer = { version: 1, pid, file: path.resolve(file), bytes };
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${file}: ${formatBytes(bytes)}\n`);
}
