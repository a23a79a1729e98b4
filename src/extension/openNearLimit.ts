import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { NearLimitSnapshots } from '../capture/nearLimitSnapshots.ts';
import type { HeapEditor } from './heapEditor.ts';

/** Opens the last heap snapshot that a program took when its memory ran out, and says so. */
export async function openNearLimit(
  { files, removed }: ReturnType<NearLimitSnapshots['collect']>,
  name: string,
  { heaps }: { readonly heaps: HeapEditor },
): Promise<void> {
  const last = files.at(-1);
  if (removed > 0)
    void vscode.window.showWarningMessage(
      `A heap snapshot of ${name} could not be written to its end and was removed. Check whether the disk is full.`,
    );
  if (last === undefined) return;
  void vscode.window.showWarningMessage(`The memory of ${name} ran out; ${basename(last)} has what held it.`);
  await heaps.open(last);
}
