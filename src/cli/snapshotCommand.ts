import { statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { openInspector } from '../capture/attach/openInspector.ts';
import { remoteSnapshot } from '../capture/attach/remoteSnapshot.ts';
import { formatBytes } from '../core/text/formatBytes.ts';
import { wholeNumber } from './numberOption.ts';
import { checkOutput } from './writeOutput.ts';

interface SnapshotOptions {
  readonly out?: string;
  readonly json?: true;
}

export function addSnapshot(program: Command): void {
  program
    .command('snapshot')
    .description('writes a heap snapshot of a running Node process, which stands still meanwhile')
    .argument('<pid>', 'its process id', wholeNumber(1))
    .option('--out <file>', 'where to, else <pid>.heapsnapshot')
    .option('--json', 'print one JSON object')
    .action(takeSnapshot);
}

async function takeSnapshot(pid: number, { out = `${pid}.heapsnapshot`, json }: SnapshotOptions): Promise<void> {
  checkOutput(out);
  const stop = new AbortController();
  const onSignal = () => {
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    await remoteSnapshot(await openInspector(pid), out, stop.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
  const bytes = statSync(out).size;
  const answer = { version: 1, pid, file: path.resolve(out), bytes };
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${out}: ${formatBytes(bytes)}\n`);
}
