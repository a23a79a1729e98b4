import { basename } from 'node:path';
import * as vscode from 'vscode';
import { nodeCommand } from '../capture/nodeCommand.ts';
import { prepareRecording, type Recording } from '../capture/prepareRecording.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { askOnce } from '../session/sessionThread.ts';
import { chooseTool } from './chooseTool.ts';
import { findUsersNode } from './findUsersNode.ts';
import type { RunOptions } from './runOptions.ts';
import type { Run, Runs } from './runs.ts';
import { runTask } from './runTask.ts';
import { savedFile } from './savedFile.ts';
import { storeRecording, type RecordingStoreHost } from './storeRecording.ts';

export interface ProfileHost extends RecordingStoreHost {
  readonly runs: Runs;
  readonly log: vscode.LogOutputChannel;
  /** Paths of the built preload and worker. */
  readonly preload: string;
  readonly worker: string;
}

type Argv = readonly [string, ...string[]];

/** A busy program needs this long to let its profile be taken; then it is killed, with what was saved until then. */
const grace = 5000;

/** Runs a file under a profiler in a terminal, and shows its heat when it has ended. */
export async function profileFile(asked: vscode.Uri, options: RunOptions, host: ProfileHost): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new HeatlineError(
      'Nothing is run in a folder that you do not trust.',
      'Trust this folder first; opening profiles works without.',
    );
  }
  const file = await savedFile(asked);
  const env = { ...process.env, ...options.environment };
  const node = await findUsersNode(options.cwd, env);
  const { collector, notes } = await chooseTool(options, node);
  const [program, ...parameters] = nodeCommand(file.fsPath, node);
  const argv = [program, ...parameters, ...options.arguments] as const;
  const { measure, interval } = options;
  const recording = await prepareRecording({ measure, intervalUs: interval, collector, env, preload: host.preload });
  try {
    const { exitCode, stopped } = await runInTerminal(file, argv, options, recording, host);
    host.log.info(`${argv.join(' ')} ended with ${exitCode ?? 'a signal'}`);
    if (recording.processes().length === 0) {
      // Stopped before the program began: the user knows.
      if (stopped) return;
      if (exitCode === undefined) throw notStarted(argv);
    }
    const packed = await askOnce(host.worker, 'pack', { files: await recording.finish(), notes });
    await storeRecording(file, packed, host);
  } finally {
    recording.dispose();
  }
}

async function runInTerminal(
  file: vscode.Uri,
  argv: Argv,
  { cwd, environment }: RunOptions,
  recording: Recording,
  host: ProfileHost,
): Promise<{ readonly exitCode: number | undefined; readonly stopped: boolean }> {
  const [program, ...parameters] = argv;
  const name = basename(file.fsPath);
  // The environment belongs to this one task: nothing else that the user starts is recorded.
  const command = new vscode.ProcessExecution(program, parameters, {
    cwd,
    env: { ...environment, ...recording.env },
  });
  host.log.info(`${argv.join(' ')} in ${cwd}`);
  const task = await runTask(`Profile ${name}`, vscode.workspace.getWorkspaceFolder(file), command);
  let stopped = false;
  const run: Run = {
    name,
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

function notStarted([program]: Argv): HeatlineError {
  return new HeatlineError(`${program} could not be started.`, 'The terminal says why.');
}
