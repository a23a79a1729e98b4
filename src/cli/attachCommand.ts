import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { attach, type Attachment } from '../capture/attach/attach.ts';
import { isNodeProcess } from '../capture/attach/nodeProcesses.ts';
import { openInspector } from '../capture/attach/openInspector.ts';
import { mapOntoSources } from '../capture/open.ts';
import { attachPerf } from '../capture/perf/attachPerf.ts';
import type { CallGraphChoice } from '../capture/perf/callGraphChoice.ts';
import { readRecording } from '../capture/readRecording.ts';
import { sourceHost } from '../capture/sourceHost.ts';
import { readProfile } from '../core/formats/formats.ts';
import { heapEvents, type HeapEvent } from '../core/model/heapEvent.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { Symbolizer } from '../symbols/symbolizer.ts';
import { built } from './built.ts';
import { callGraphOption } from './callGraphOption.ts';
import { debuginfodOption } from './debuginfodOption.ts';
import { positiveNumber, wholeNumber } from './numberOption.ts';
import { printReport, type ReportOptions } from './printReport.ts';
import { writerFor } from './writerFor.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

interface AttachCommandOptions extends ReportOptions {
  readonly with?: 'v8' | 'perf';
  readonly measure?: 'cpu' | 'heap';
  readonly event?: HeapEvent;
  readonly interval: number;
  readonly callGraph: CallGraphChoice;
  readonly debuginfod?: true;
  readonly duration?: number;
  readonly out?: string;
}

export function addAttach(command: Command): void {
  command
    .argument('<pid>', 'its process id', wholeNumber(1))
    .addOption(
      new Option('--with <tool>', 'the profiler, if not v8 for Node and perf for others').choices(['v8', 'perf']),
    )
    .addOption(new Option('--measure <what>', 'CPU time or allocations').choices(['cpu', 'heap']))
    .addOption(
      new Option('--event <name>', 'of memory: all that is allocated, or what is still live').choices(heapEvents),
    )
    .option('--interval <us>', 'microseconds between samples', wholeNumber(50), 1000)
    .addOption(callGraphOption())
    .addOption(debuginfodOption())
    .option('--duration <s>', 'let go after so many seconds, else at Ctrl+C or when it ends', positiveNumber)
    .option('--out <file>', 'write the profile')
    .option('--json', 'print one JSON object, last on stdout')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .action(attachTo);
}

async function attachTo(pid: number, options: AttachCommandOptions): Promise<void> {
  const { out } = options;
  const measure = measureOf(options);
  const write = out === undefined ? undefined : writerFor(out, { unit: measure === 'heap' ? 'bytes' : 'microseconds' });
  if (out !== undefined) checkOutput(out);
  const attachment = await begin(pid, options);
  try {
    process.stderr.write(`heatline: profiling ${attachment.name} (${pid}); Ctrl+C stops it and prints the report.\n`);
    await untilOver(attachment, options);
    const raw = readRecording(await attachment.finish(), readProfile);
    const opened = await mapOntoSources(raw, sourceHost, new Symbolizer(options));
    if (out !== undefined && write !== undefined) writeOutput(out, write(opened));
    printReport(opened.profile, options);
  } finally {
    attachment.dispose();
  }
}

async function begin(
  pid: number,
  { with: tool, interval, callGraph, ...options }: AttachCommandOptions,
): Promise<Attachment> {
  const measure = measureOf(options);
  const isForPerf = tool === undefined ? await isNative(pid) : tool === 'perf';
  if (!isForPerf) {
    const sampler = built('attachedSampler.cjs');
    return attach({
      endpoint: await openInspector(pid),
      measure,
      memory: options.event,
      intervalUs: interval,
      sampler,
    });
  }
  if (measure === 'heap') throw new HeatlineError('perf does not measure heap.', 'heatline tools tells what does.');
  return attachPerf(pid, interval, callGraph);
}

function measureOf({ measure, event }: Pick<AttachCommandOptions, 'measure' | 'event'>): 'cpu' | 'heap' {
  if (measure !== 'cpu') return measure ?? (event === undefined ? 'cpu' : 'heap');
  if (event === undefined) return measure;
  throw new HeatlineError('--event chooses what is counted of memory.', 'Add --measure heap.');
}

/** Of a process that is not there, whoever opens it says so best. */
async function isNative(pid: number): Promise<boolean> {
  return existsSync(`/proc/${pid}`) && !(await isNodeProcess(pid));
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
