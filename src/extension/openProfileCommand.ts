import * as vscode from 'vscode';
import { formats } from '../core/formats/formats.ts';
import { commands } from './contributions.ts';
import type { HeapEditor } from './heapEditor.ts';
import { registerCommand } from './registerCommand.ts';
import type { SessionLibrary } from './sessionLibrary.ts';

/** Any readable profile or heap snapshot, from anywhere on this machine. */
export function openProfileCommand(
  library: SessionLibrary,
  heaps: HeapEditor,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return registerCommand(commands.openProfile, log, async (given) => {
    const file = given instanceof vscode.Uri ? given : await ask();
    if (file === undefined) return;
    if (file.path.endsWith(heapEnding)) {
      await heaps.open(file.fsPath);
      return;
    }
    await library.open(file.fsPath);
    await vscode.commands.executeCommand(commands.openPanel);
  });
}

const heapEnding = '.heapsnapshot';

async function ask(): Promise<vscode.Uri | undefined> {
  const readable = formats.filter((format) => format.read !== undefined);
  const extensions = new Set(readable.flatMap((format) => format.extensions.map((extension) => extension.slice(1))));
  const files = await vscode.window.showOpenDialog({
    title: 'Open Profile',
    filters: { Profiles: [...extensions, heapEnding.slice(1)], 'All Files': ['*'] },
  });
  return files?.[0];
}
