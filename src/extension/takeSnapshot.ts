import { basename } from 'node:path';
import * as vscode from 'vscode';
import { openInspector } from '../capture/attach/openInspector.ts';
import { snapshotSession } from '../capture/attach/snapshotSession.ts';
import type { HeapEditor } from './heapEditor.ts';
import { refuseUntrusted } from './refuseUntrusted.ts';
import type { Run, Runs } from './runs.ts';
import { snapshotFile } from './snapshotFile.ts';
import { askNodeProcess } from './targets/askProcess.ts';

export interface SnapshotHost {
  readonly runs: Runs;
  readonly heaps: HeapEditor;
  /** Folder for snapshots where none is open. */
  readonly storage: string;
}

/** Takes a heap snapshot of a program that Heatline runs, or of any other Node program, and opens it. */
export async function takeSnapshot(given: unknown, host: SnapshotHost): Promise<void> {
  refuseUntrusted();
  const run = await chooseRun(host.runs, given);
  if (run === undefined) return;
  if (run === 'other') await ofProcess(host);
  else await ofRun(run, host);
}

async function chooseRun(runs: Runs, given: unknown): Promise<Run | 'other' | undefined> {
  const able = runs.all.filter((run) => run.snapshot !== undefined);
  const clicked = able.find((run) => run === given);
  if (clicked !== undefined || able.length === 0) return clicked ?? 'other';
  const items = [
    ...able.map((run) => ({ label: `$(flame) ${run.name}`, run })),
    { label: '$(plug) Another Program…', run: 'other' as const },
  ];
  const options = { title: 'Take Heap Snapshot', placeHolder: 'It stands still meanwhile' };
  return (await vscode.window.showQuickPick(items, options))?.run;
}

/** Its connection lasts as long as the run, so that snapshots of it can be compared. */
async function ofRun({ name, snapshot }: Run, { heaps, storage }: SnapshotHost): Promise<void> {
  const file = await snapshotFile(name, storage);
  const title = `Taking a heap snapshot of ${name}, which stands still meanwhile…`;
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title }, async () => snapshot?.(file));
  await heaps.open(file);
}

/** Takes one snapshot, and more as long as somebody asks for them: they can be compared until the connection ends. */
async function ofProcess({ heaps, storage }: SnapshotHost): Promise<void> {
  const process = await askNodeProcess('Take Heap Snapshot', 'Program that stands still meanwhile');
  if (process === undefined) return;
  const { pid } = process;
  const stop = new AbortController();
  const session = await snapshotSession(await openInspector(pid), stop.signal);
  const another = 'Take Another';
  try {
    let answer: string | undefined;
    do {
      const file = await snapshotFile(`pid-${pid}`, storage);
      const progress = {
        location: vscode.ProgressLocation.Notification,
        title: `Taking a heap snapshot of process ${pid}, which stands still meanwhile…`,
        cancellable: true,
      };
      await vscode.window.withProgress(progress, async (_, token) => {
        token.onCancellationRequested(() => {
          stop.abort();
        });
        await session.take(file);
      });
      await heaps.open(file);
      const message = `${basename(file)} is written. Do what may leak, then take another one to compare with it.`;
      answer = await vscode.window.showInformationMessage(message, another, 'Done');
    } while (answer === another);
  } finally {
    await session.release();
  }
}
