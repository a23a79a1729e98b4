import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { attach, type Attachment } from '../capture/attach/attach.ts';
import { openInspector } from '../capture/attach/openInspector.ts';
import { mapOntoSources } from '../capture/open.ts';
import { readRecording } from '../capture/readRecording.ts';
import { readProfile } from '../core/formats/formats.ts';
import { positiveNumber, wholeNumber } from './numberOption.ts';
import { printReport, type ReportOptions } from './printReport.ts';
import { writerFor } from './writerFor.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

interface AttachCommandOptions extends ReportOptions {
  readonly measure: 'cpu' | 'heap';
  readonly interval: number;
  readonly duration?: number;
  readonly out?: string;
}

export function addAttach(program: Command): void {
  program
    .command('attach')
    .description('profiles a running Node process and prints what was hot')
    .argument('<pid>', 'its process id', wholeNumber(1))
    .addOption(new Option('--measure <what>', 'CPU time or allocations').choices(['cpu', 'heap']).default('cpu'))
    .option('--interval <us>', 'microseconds between samples', wholeNumber(50), 1000)
    .option('--duration <s>', 'let go after so many seconds, else at Ctrl+C or when it ends', positiveNumber)
    .option('--out <file>', 'write the profile')
    .option('--json', 'print one JSON object, last on stdout')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .action(attachTo);
}

async function attachTo(pid: number, options: AttachCommandOptions): Promise<void> {
  const { measure, interval, out } = options;
  const write = out === undefined ? undefined : writerFor(out, { unit: measure === 'heap' ? 'bytes' : 'microseconds' });
  if (out !== undefined) checkOutput(out);
  const attachment = await attach({ endpoint: await openInspector(pid), measure, intervalUs: interval });
  try {
    process.stderr.write(`heatline: profiling ${attachment.name} (${pid}); Ctrl+C stops it and prints the report.\n`);
    await untilOver(attachment, options);
    const opened = await mapOntoSources(readRecording(await attachment.finish(), readProfile));
    if (out !== undefined && write !== undefined) writeOutput(out, write(opened));
    printReport(opened.profile, options);
  } finally {
    attachment.dispose();
  }
}

async function untilOver({ ended }: Attachment, { duration }: AttachCommandOptions): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const ways: Promise<unknown>[] = [ended, once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })];
  if (duration !== undefined) ways.push(delay(duration * 1000, undefined, { signal }));
  try {
    await Promise.race(ways);
  } finally {
    over.abort();
    await Promise.allSettled(ways.slice(1));
  }
}
