import { constants } from 'node:os';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { chooseTool, type ChosenTool } from '../capture/chooseTool.ts';
import { nearLimitSnapshots } from '../capture/nearLimitSnapshots.ts';
import { mapOntoSources } from '../capture/open.ts';
import type { CallGraphChoice } from '../capture/perf/callGraphChoice.ts';
import { memoryOf, readRecording } from '../capture/readRecording.ts';
import type { RecordedFiles } from '../capture/recordedFiles.ts';
import type { Argv, Recording, RecordingOptions } from '../capture/recording.ts';
import { runTarget, type Target, type TargetEnd } from '../capture/runTarget.ts';
import { targetKind } from '../capture/targetKind.ts';
import type { Tool } from '../capture/tool.ts';
import { tools } from '../capture/tools.ts';
import { sourceHost } from '../capture/sourceHost.ts';
import { readProfile } from '../core/formats/formats.ts';
import { heapEvents, type HeapEvent } from '../core/model/heapEvent.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import { Symbolizer } from '../symbols/symbolizer.ts';
import { built } from './built.ts';
import { placeHere } from './placeHere.ts';
import { positiveNumber, wholeNumber } from './numberOption.ts';
import { callGraphOption } from './callGraphOption.ts';
import { debuginfodOption } from './debuginfodOption.ts';
import { printReports, type ReportOptions } from './printReport.ts';
import { tellOfSnapshots } from './tellOfSnapshots.ts';
import { writerFor } from './writerFor.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

interface ProfileOptions extends ReportOptions {
  /** The best for the command, where nothing is said. */
  readonly with?: string;
  /** What the profiler measures, else CPU time. */
  readonly measure?: RecordingOptions['measure'] | typeof both;
  readonly event?: HeapEvent;
  readonly interval: number;
  readonly callGraph: CallGraphChoice;
  readonly debuginfod?: true;
  readonly duration?: number;
  readonly out?: string;
  readonly nearHeapLimit: number;
}

/** Of one run. */
const both = 'cpu,heap';

/** How long a stopped program has to save its profile and to end before it is killed. */
const graceMs = 3000;

export function addProfile(command: Command): void {
  command
    .usage('[options] -- <command> [args...]')
    .argument('<command...>')
    .addOption(
      new Option('--with <tool>', 'the profiler, if not the best for the command').choices(tools.map(({ id }) => id)),
    )
    .addOption(
      new Option('--measure <what>', 'CPU time, memory or both, if not what the profiler measures').choices([
        'cpu',
        'heap',
        both,
      ]),
    )
    .addOption(
      new Option('--event <name>', 'of memory: all that is allocated, or what is still live at the end').choices(
        heapEvents,
      ),
    )
    .option('--interval <us>', 'microseconds between samples', wholeNumber(50), 1000)
    .addOption(callGraphOption())
    .addOption(debuginfodOption())
    .option('--duration <s>', 'stop the program after so many seconds', positiveNumber)
    .option('--out <file>', 'write the profile')
    .option('--near-heap-limit <n>', 'heap snapshots to take when memory runs out', wholeNumber(0), 0)
    .option('--json', 'print one JSON object, last on stdout')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .passThroughOptions()
    .action(profile);
}

async function profile(command: string[], options: ProfileOptions): Promise<void> {
  const measured = measuredBy(options);
  const outputs = outputsOf(options.out, measured);
  for (const { file } of outputs) checkOutput(file);
  const [program = '', ...args] = command;
  const { found, notes } = await choose([program, ...args], measured, options);
  const snapshots =
    options.nearHeapLimit > 0 ? nearLimitSnapshots(process.env, options.nearHeapLimit, process.cwd()) : undefined;
  const env = snapshots?.env ?? process.env;
  const recording = await found.record({
    ...measured,
    intervalUs: options.interval,
    callGraph: options.callGraph,
    live: false,
    env,
    preload: built('preload.cjs'),
  });
  try {
    const started = recording.command([program, ...args], process.cwd());
    const end = await run(
      { argv: started.argv, cwd: process.cwd(), env: { ...env, ...recording.env } },
      options,
      recording,
    );
    if (snapshots !== undefined) tellOfSnapshots(snapshots.collect());
    process.exitCode = statusOf(end);
    const files = await recording.finish();
    const ofRun = [files, ...memoryOf(files)];
    const symbolizer = new Symbolizer(options);
    const opened = await Promise.all(ofRun.map((each) => openRecorded(each, [...notes, ...started.notes], symbolizer)));
    for (const [index, { file, write }] of outputs.entries()) {
      const profile = opened[index];
      if (profile !== undefined) writeOutput(file, write(profile));
    }
    printReports(
      opened.map(({ profile }) => profile),
      options,
    );
  } finally {
    recording.dispose();
  }
}

type Measured = Pick<RecordingOptions, 'measure' | 'memory'>;

function measuredBy({ with: id, measure, event }: ProfileOptions): Measured {
  if (measure === both) return { measure: 'cpu', memory: event ?? 'allocated' };
  const measures = tools.find((tool) => tool.id === id)?.measures ?? ['cpu'];
  const one = measure ?? (measures.includes('cpu') && event === undefined ? 'cpu' : 'heap');
  if (one === 'cpu' && event !== undefined) {
    throw new HeatlineError('--event chooses what is counted of memory.', `Add --measure heap, or ${both}.`);
  }
  return { measure: one, memory: event };
}

interface Output {
  readonly file: string;
  readonly write: ReturnType<typeof writerFor>;
}

/** Of CPU time and memory together, memory is written beside what was asked for. */
function outputsOf(out: string | undefined, { measure, memory }: Measured): readonly Output[] {
  if (out === undefined) return [];
  const outputs: Output[] = [
    { file: out, write: writerFor(out, { unit: measure === 'heap' ? 'bytes' : 'microseconds' }) },
  ];
  if (measure === 'cpu' && memory !== undefined) {
    const { dir, name } = path.parse(out);
    const file = path.join(dir, `${name}.heapprofile`);
    outputs.push({ file, write: writerFor(file, { unit: 'bytes' }) });
  }
  return outputs;
}

function openRecorded(
  files: RecordedFiles,
  notes: readonly Note[],
  symbolizer: Symbolizer,
): ReturnType<typeof mapOntoSources> {
  const raw = readRecording(files, readProfile);
  return mapOntoSources({ ...raw, notes: [...raw.notes, ...notes] }, sourceHost, symbolizer);
}

/** What was asked for has to be there; what was not may be stood in for. */
async function choose(
  argv: Argv,
  { measure, memory }: Measured,
  { with: id }: ProfileOptions,
): Promise<Pick<ChosenTool, 'found' | 'notes'>> {
  const place = await placeHere();
  if (id === undefined) return chooseTool({ measure, memory, kind: targetKind(argv, place) }, place);
  const tool = tools.find((known) => known.id === id);
  if (tool?.measures.includes(measure) !== true)
    throw new HeatlineError(`${id} does not measure ${measure}.`, 'heatline tools tells what does.');
  refuseOther(tool, memory);
  const found = await tool.find(place);
  if (found.state === 'missing') throw new HeatlineError(found.reason, `To mend it: ${found.mend}`);
  return { found, notes: [] };
}

/** @throws HeatlineError where a choice of memory was asked for that the profiler does not have. */
function refuseOther({ id, heapEvents: events = [] }: Tool, memory: HeapEvent | undefined): void {
  if (memory === undefined || events.includes(memory)) return;
  throw new HeatlineError(
    `${id} has no choice of what it counts of memory, and measures one thing at a time.`,
    `For programs of Node, v8 has both; with ${id}, leave --event and ${both} out.`,
  );
}

function run(target: Target, { duration }: ProfileOptions, recording: Recording): Promise<TargetEnd> {
  return runTarget(target, {
    ...(duration === undefined ? {} : { durationMs: duration * 1000 }),
    stop: (pid) => recording.stop(graceMs, pid),
    outlived: () => waitForRest(recording),
  });
}

/** Soon enough for a person who wonders. */
const wonderMs = 1000;

async function waitForRest(recording: Recording): Promise<void> {
  const timer = setTimeout(() => {
    process.stderr.write(
      'heatline: the program has ended, but what it started is still measured; Ctrl+C stops that.\n',
    );
  }, wonderMs);
  await recording.outlived?.();
  clearTimeout(timer);
}

/** The status a shell would show: the program's own, or 128 and the signal that ended it. */
function statusOf({ exitCode, signal }: TargetEnd): number {
  return exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
