import * as vscode from 'vscode';
import type { RecordedProcess, Recording } from '../../capture/recording.ts';
import { until } from '../../capture/until.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';

/** A program that was started a moment ago loads its modules first. */
const startMs = 5000;

/**
 * The only process of a recording that can be asked for something, or the one that the user chooses.
 * @throws HeatlineError when there is none yet.
 */
export async function askRecorded(recording: Recording): Promise<number | undefined> {
  const readyNow = (): readonly RecordedProcess[] => recording.processes().filter((process) => process.ready);
  await until(() => readyNow().length > 0, startMs);
  const ready = readyNow();
  const [only] = ready;
  if (only === undefined) throw new HeatlineError('The program is not ready yet, or ends.', 'Try again in a moment.');
  if (ready.length === 1) return only.pid;
  const items = ready.map(({ pid, command }) => ({ label: command, description: `pid ${pid}`, pid }));
  return (await vscode.window.showQuickPick(items, { title: 'Take Heap Snapshot of' }))?.pid;
}
