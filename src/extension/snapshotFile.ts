import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

/**
 * Where snapshots are written: beside the sources, as VS Code's own debugger does it.
 * @param storage where no folder is open.
 */
export async function snapshotFolder(storage: string): Promise<string> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme === 'file') return folder.fsPath;
  await mkdir(storage, { recursive: true });
  return storage;
}

export async function snapshotFile(name: string, storage: string): Promise<string> {
  // To the millisecond: one may follow the other at once.
  const time = new Date().toISOString().replace('Z', '').replaceAll(/[:.]/g, '-');
  const stem = name.replace(/[^\w.-]+/g, '-').slice(0, 60);
  return path.join(await snapshotFolder(storage), `${stem}-${time}.heapsnapshot`);
}
