import { mkdir, rm } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { leakRounds, scenarioOf, type RoundWork } from '../capture/leakRounds.ts';
import { prepareRecording } from '../capture/prepareRecording.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { LeakReport } from '../core/queries/heap/leakReport.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { HeapThread } from '../session/heapThread.ts';
import { runTask } from './runTask.ts';
import { programOf } from './targets/programOf.ts';
import type { Program, Target } from './targets/target.ts';

/** What is to be run for leaks to show. */
export interface LeakScenario {
  readonly target: Target;
  readonly work: RoundWork;
  readonly rounds: number;
  readonly warmup: number;
}

export interface LeakRunHost {
  readonly log: vscode.LogOutputChannel;
  /** Path of the built preload. */
  readonly preload: string;
  /** Path of the built `heapWorker`. */
  readonly heapWorker: string;
  /** Folder for the snapshots of the last run. */
  readonly storage: string;
}

export interface LeakResult {
  readonly program: Program;
  readonly report: LeakReport;
  readonly snapshots: readonly string[];
}

/** How long the program has to end after its rounds before it is killed. */
const graceMs = 3000;

/**
 * Runs a program in a terminal, has it do its rounds with a snapshot after each, and finds what grows.
 * @throws CancellationError when the user had enough of it; the program is stopped then, as at every other end.
 */
export async function runForLeaks(scenario: LeakScenario, host: LeakRunHost): Promise<LeakResult> {
  const program = await programOf(scenario.target);
  await rm(host.storage, { recursive: true, force: true });
  await mkdir(host.storage, { recursive: true });
  const title = `Looking for leaks in ${program.name}`;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const say = (message: string): void => {
      progress.report({ message });
    };
    const snapshots = await takeSnapshots(program, scenario, { host, say, token });
    say('comparing the snapshots');
    return { program, snapshots, report: await readReport(snapshots, { host, say, token }) };
  });
}

interface Progress {
  readonly host: LeakRunHost;
  readonly say: (message: string) => void;
  readonly token: vscode.CancellationToken;
}

async function takeSnapshots(
  { name, path, argv, cwd, environment }: Program,
  { work, rounds, warmup }: LeakScenario,
  { host, say, token }: Progress,
): Promise<readonly string[]> {
  const recording = await prepareRecording({
    // Nothing but its heap is looked at: nobody says `start`.
    ...{ begin: 'message', measure: 'heap', intervalUs: 1000, live: false, collector: '' },
    snapshots: 'with-allocations',
    scenario: scenarioOf(work),
    env: { ...process.env, ...environment },
    preload: host.preload,
  });
  const ended = new AbortController();
  try {
    const [executable, ...parameters] = argv;
    const command = new vscode.ProcessExecution(executable, parameters, {
      cwd,
      env: { ...environment, ...recording.env },
    });
    host.log.info(`${argv.join(' ')} in ${cwd}, ${rounds} rounds`);
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
    const task = await runTask(`Find Leaks in ${name}`, folder, command);
    void task.ended.then(() => {
      ended.abort();
    });
    token.onCancellationRequested(() => {
      ended.abort();
    });
    const begun = performance.now();
    const onSnapshot = (taken: number): void => {
      say(`snapshot ${taken} of ${rounds + 1}`);
      host.log.info(`Snapshot ${taken} after ${Math.round(performance.now() - begun)} ms`);
    };
    say(warmup > 0 ? 'warming up' : 'starting');
    try {
      return await leakRounds(recording, { work, rounds, warmup, folder: host.storage, onSnapshot }, ended.signal);
    } finally {
      await recording.stop(graceMs);
      task.terminate();
    }
  } catch (error) {
    throw token.isCancellationRequested ? new vscode.CancellationError() : error;
  } finally {
    recording.dispose();
  }
}

async function readReport(files: readonly string[], { host, say, token }: Progress): Promise<LeakReport> {
  const thread = new HeapThread(host.heapWorker);
  token.onCancellationRequested(() => {
    thread.dispose();
  });
  try {
    return await thread.ask('leaks', { files, recorder: host.preload }, ({ file, read }) => {
      if (read !== undefined) say(`reading ${file}: ${formatShare(read)}`);
    });
  } catch (error) {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    throw error instanceof HeatlineError ? error : new HeatlineError(String(error));
  } finally {
    thread.dispose();
  }
}
