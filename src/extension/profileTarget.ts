import * as vscode from 'vscode';
import { prepareRecording, type Recording } from '../capture/prepareRecording.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import { chooseTool } from './chooseTool.ts';
import { explainCold } from './explainCold.ts';
import { LiveSession, type LiveSessionHost } from './liveSession.ts';
import type { MeasureOptions } from './runOptions.ts';
import type { Run, Runs } from './runs.ts';
import { runTask } from './runTask.ts';
import { programOf } from './targets/programOf.ts';
import type { Program, Target } from './targets/target.ts';

export interface ProfileHost extends LiveSessionHost {
  readonly runs: Runs;
  readonly log: vscode.LogOutputChannel;
  /** Path of the built preload. */
  readonly preload: string;
}

/** A busy program needs this long to let its profile be taken; then it is killed, with what was saved until then. */
const grace = 5000;

/** Runs a target under a profiler in a terminal, and shows its heat while it runs and when it has ended. */
export async function profileTarget(target: Target, options: MeasureOptions, host: ProfileHost): Promise<void> {
  const program = await programOf(target);
  const { argv, cwd, node } = program;
  const { collector, isLog, notes } = await chooseTool(options, { node, cwd });
  const { measure, interval } = options;
  const env = { ...process.env, ...program.environment };
  const { preload } = host;
  const recording = await prepareRecording({ measure, intervalUs: interval, live: true, collector, env, preload });
  const live = new LiveSession(program, recording, host);
  live.follow().catch((error: unknown) => {
    host.log.info(`${program.name} is not shown live any more: ${String(error)}`);
  });
  try {
    const logged = isLog ? recording.logged(argv, cwd) : undefined;
    const started = { ...program, argv: logged ?? argv };
    const { exitCode, stopped } = await runInTerminal(started, { recording, live }, host);
    host.log.info(`${argv.join(' ')} ended with ${exitCode ?? 'a signal'}`);
    if (recording.processes().length === 0) {
      // Stopped before the program began: the user knows.
      if (stopped) return;
      if (exitCode === undefined) throw notStarted(program);
    }
    const noLog = isLog && logged === undefined ? [measuredWithoutLog(program)] : [];
    void explainCold(await live.finish([...notes, ...noLog]), program.file);
  } finally {
    live.dispose();
    recording.dispose();
  }
}

async function runInTerminal(
  { name, path, argv, cwd, environment }: Program,
  { recording, live }: { readonly recording: Recording; readonly live: LiveSession },
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
  const run: Run = {
    name,
    samples: () => live.samples,
    stop: async () => {
      stopped = true;
      await recording.stop(grace);
      task.terminate();
    },
  };
  void host.runs.show(run, task.ended);
  const exitCode = await task.ended;
  return { exitCode, stopped };
}

function measuredWithoutLog({ argv: [executable] }: Program): Note {
  const message = `${executable} is not Node, so that Node's built-in profiler measured instead of V8's log.`;
  return { kind: 'tool-fallback', message };
}

function notStarted({ argv: [executable] }: Program): HeatlineError {
  return new HeatlineError(`${executable} could not be started.`, 'The terminal says why.');
}
