import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { formatBytes } from '../core/text/formatBytes.ts';

/** Lets the user choose an earlier snapshot to compare with: one of the same folder, or any. */
export async function askSnapshot(folder: string, than: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.heapsnapshot'));
  const others = names.map((name) => path.join(folder, name)).filter((file) => file !== than);
  const dated = await Promise.all(others.map(async (file) => ({ file, stats: await stat(file) })));
  const items = dated
    .sort((a, b) => b.stats.mtimeMs - a.stats.mtimeMs)
    .map(({ file, stats }) => ({
      label: path.basename(file),
      description: `${formatBytes(stats.size)} · ${stats.mtime.toLocaleString()}`,
      file,
    }));
  const browse = { label: '$(folder-opened) Browse…', description: '', file: undefined };
  const options = { title: 'Compare With', placeHolder: 'An earlier snapshot of the same process' };
  const picked = await vscode.window.showQuickPick([...items, browse], options);
  if (picked !== browse) return picked?.file;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: 'Compare With',
      defaultUri: vscode.Uri.file(folder),
      filters: { 'Heap Snapshots': ['heapsnapshot'], 'All Files': ['*'] },
    })) ?? [];
  return chosen?.fsPath;
}
