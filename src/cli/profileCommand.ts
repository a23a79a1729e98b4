import { constants } from 'node:os';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { findNode } from '../capture/findNode.ts';
import { mapOntoSources } from '../capture/open.ts';
import { prepareRecording, type Recording } from '../capture/prepareRecording.ts';
import { readRecording } from '../capture/readRecording.ts';
import { runTarget, type TargetEnd } from '../capture/runTarget.ts';
import type { Found } from '../capture/tool.ts';
import { tools } from '../capture/tools.ts';
import { readProfile } from '../core/formats/formats.ts';
import { at } from '../core/model/at.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import { positiveNumber, wholeNumber } from './numberOption.ts';
import { printReport, type ReportOptions } from './printReport.ts';
import { writerFor } from './writerFor.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

interface ProfileOptions extends ReportOptions {
  readonly with: string;
  readonly measure: 'cpu' | 'heap';
  readonly interval: number;
  readonly duration?: number;
  readonly out?: string;
}

/** How long a stopped program has to save its profile and to end before it is killed. */
const graceMs = 3000;

export function addProfile(program: Command): void {
  program
    .command('profile')
    .description('runs a command under a profiler and prints what was hot')
    .usage('[options] -- <command> [args...]')
    .argument('<command...>')
    .addOption(new Option('--with <tool>', 'the profiler').choices(tools.map(({ id }) => id)).default(at(tools, 0).id))
    .addOption(new Option('--measure <what>', 'CPU time or allocations').choices(['cpu', 'heap']).default('cpu'))
    .option('--interval <us>', 'microseconds between samples', wholeNumber(50), 1000)
    .option('--duration <s>', 'stop the program after so many seconds', positiveNumber)
    .option('--out <file>', 'write the profile')
    .option('--json', 'print one JSON object, last on stdout')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .passThroughOptions()
    .action(profile);
}

async function profile(command: string[], options: ProfileOptions): Promise<void> {
  const write =
    options.out === undefined
      ? undefined
      : writerFor(options.out, { unit: options.measure === 'heap' ? 'bytes' : 'microseconds' });
  if (options.out !== undefined) checkOutput(options.out);
  const { collector, isLog = false } = await findTool(options);
  const recording = await prepareRecording({
    measure: options.measure,
    intervalUs: options.interval,
    live: false,
    collector,
    env: process.env,
    preload: path.join(__dirname, 'preload.cjs'),
  });
  try {
    const [program = '', ...args] = command;
    const logged = isLog ? recording.logged([program, ...args], process.cwd()) : undefined;
    const end = await run(logged ?? [program, ...args], options, recording);
    process.exitCode = statusOf(end);
    const raw = readRecording(await recording.finish(), readProfile);
    const notes = isLog && logged === undefined ? [noLog(program)] : [];
    const opened = await mapOntoSources({ ...raw, notes: [...raw.notes, ...notes] });
    if (options.out !== undefined && write !== undefined) writeOutput(options.out, write(opened));
    printReport(opened.profile, options);
  } finally {
    recording.dispose();
  }
}

function noLog(program: string): Note {
  const message = `${program} is not Node, so that v8 measured instead of v8-log.`;
  return { kind: 'tool-fallback', message };
}

async function findTool({ with: id, measure }: ProfileOptions): Promise<Found> {
  const cwd = process.cwd();
  const tool = tools.find((known) => known.id === id);
  if (tool?.measures.includes(measure) !== true)
    throw new HeatlineError(`${id} does not measure ${measure}.`, 'heatline tools tells what does.');
  const found = await tool.find({ node: await findNode({ cwd, env: process.env }), cwd });
  if (found.state === 'missing') throw new HeatlineError(found.reason, `To mend it: ${found.mend}`);
  return found;
}

function run(
  argv: readonly [string, ...string[]],
  { duration }: ProfileOptions,
  recording: Recording,
): Promise<TargetEnd> {
  return runTarget(
    { argv, cwd: process.cwd(), env: { ...process.env, ...recording.env } },
    {
      ...(duration === undefined ? {} : { durationMs: duration * 1000 }),
      stop: (pid) => recording.stop(graceMs, pid),
    },
  );
}

/** The status a shell would show: the program's own, or 128 and the signal that ended it. */
function statusOf({ exitCode, signal }: TargetEnd): number {
  return exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
