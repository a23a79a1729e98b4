import * as vscode from 'vscode';
import type { Recording } from '../capture/recording.ts';
import { nearLimitSnapshots } from '../capture/nearLimitSnapshots.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Begin } from '../preload/protocol.ts';
import { explainCold } from './explainCold.ts';
import type { HeapEditor } from './heapEditor.ts';
import { LiveSession, type LiveSessionHost } from './liveSession.ts';
import { openNearLimit } from './openNearLimit.ts';
import type { MeasureOptions } from './runOptions.ts';
import { readSettings } from './readSettings.ts';
import type { Run, Runs } from './runs.ts';
import { runTask } from './runTask.ts';
import { askRecorded } from './targets/askRecorded.ts';
import { programOf } from './targets/programOf.ts';
import type { Program, Target } from './targets/target.ts';
import { snapshotFolder } from './snapshotFile.ts';
import { toolFor } from './toolFor.ts';

export interface ProfileHost extends LiveSessionHost {
  readonly runs: Runs;
  readonly log: vscode.LogOutputChannel;
  readonly heaps: HeapEditor;
  /** Folder for heap snapshots where none is open. */
  readonly snapshots: string;
  /** Path of the built preload. */
  readonly preload: string;
}

/** A busy program needs this long to let its profile be taken; then it is killed, with what was saved until then. */
const grace = 5000;

/** Runs a target under a profiler in a terminal, and shows its heat while it runs and when it has ended. */
export async function profileTarget(target: Target, options: MeasureOptions, host: ProfileHost): Promise<void> {
  const program = await programOf(target);
  const { argv, cwd, node } = program;
  const given = { ...process.env, ...program.environment };
  const snapshots =
    options.nearLimit === undefined
      ? undefined
      : nearLimitSnapshots(given, options.nearLimit, await snapshotFolder(host.snapshots));
  const env = snapshots?.env ?? given;
  const { tool, found, notes } = await toolFor(argv, options, { node, cwd, env });
  const { measure, memory, interval, begin = 'start', duration } = options;
  if (found.wholeRuns === true && (begin !== 'start' || duration !== undefined)) {
    throw new HeatlineError(`${tool.name} always measures a whole run.`, 'Choose another profiler, or the whole run.');
  }
  const { preload } = host;
  const { callGraph } = readSettings();
  const recording = await found.record({
    measure,
    memory,
    intervalUs: interval,
    callGraph,
    begin,
    live: true,
    env,
    preload,
  });
  const live = new LiveSession({ ...program, run: { target, options } }, recording, host);
  live.follow().catch((error: unknown) => {
    host.log.info(`${program.name} is not shown live any more: ${String(error)}`);
  });
  try {
    const command = recording.command(argv, cwd);
    const started = { ...program, argv: command.argv };
    const { exitCode, stopped } = await runInTerminal(started, { recording, live, begin, duration }, host);
    if (snapshots !== undefined) await openNearLimit(snapshots.collect(), program.name, host);
    host.log.info(`${argv.join(' ')} ${stopped ? 'was stopped' : `ended with ${exitCode ?? 'a signal'}`}`);
    if (recording.processes().length === 0) {
      // Stopped before the program began: the user knows.
      if (stopped) return;
      if (exitCode === undefined) throw notStarted(program);
    }
    void explainCold(await live.finish([...notes, ...command.notes]), program.file);
  } finally {
    live.dispose();
    recording.dispose();
  }
}

interface Measurement {
  readonly recording: Recording;
  readonly live: LiveSession;
  readonly begin: Begin;
  /** Seconds. */
  readonly duration: number | undefined;
}

/** Runs the program until it ends, is stopped, or what was to be measured has been. */
async function runInTerminal(
  { name, path, argv, cwd, environment }: Program,
  { recording, live, begin, duration }: Measurement,
  host: ProfileHost,
): Promise<{ readonly exitCode: number | undefined; readonly stopped: boolean }> {
  const [executable, ...parameters] = argv;
  // The environment belongs to this one task: nothing else that the user starts is recorded.
  const command = new vscode.ProcessExecution(executable, parameters, {
    cwd,
    env: { ...environment, ...recording.env },
  });
  host.log.info(`${argv.join(' ')} in ${cwd}`);
  const task = await runTask(`Profile ${name}`, vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path)), command);
  let stopped = false;
  let leave: () => void = () => undefined;
  const left = new Promise<undefined>((resolve) => {
    leave = () => {
      resolve(undefined);
    };
  });
  const takeProfile = async () => {
    stopped = true;
    await recording.save(grace);
    leave();
  };
  const stopProgram = async () => {
    stopped = true;
    await recording.stop(grace);
    task.terminate();
  };
  let timer: NodeJS.Timeout | undefined;
  const limitTime = () => {
    if (duration !== undefined) timer = setTimeout(() => void takeProfile(), duration * 1000);
  };
  const waiting = {
    begin: () => {
      recording.start();
      limitTime();
    },
    // Somebody who measures a part of a run wants the rest of it too.
    stop: takeProfile,
  };
  if (begin !== 'message') limitTime();
  const mark = (text: string) => recording.mark?.(text);
  const run = {
    ...{ name, samples: () => live.samples, mark, stop: stopProgram },
    ...(begin === 'message' && waiting),
    ...snapshotOf(recording),
  };
  const ended = task.ended.then(async (exitCode) => {
    await recording.outlived?.();
    return exitCode;
  });
  const over = Promise.race([ended, left]);
  void host.runs.show(run, over);
  const exitCode = await over;
  clearTimeout(timer);
  return { exitCode, stopped };
}

/** How to take heap snapshots of a recording's program, where that is Node. */
function snapshotOf(recording: Recording): Pick<Run, 'snapshot'> {
  if (recording.snapshot === undefined) return {};
  return {
    snapshot: async (file) => {
      const pid = await askRecorded(recording);
      if (pid !== undefined) await recording.snapshot?.(pid, file);
    },
  };
}

function notStarted({ argv: [executable] }: Program): HeatlineError {
  return new HeatlineError(`${executable} could not be started.`, 'The terminal says why.');
}
