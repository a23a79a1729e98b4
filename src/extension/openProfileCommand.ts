import { basename } from 'node:path';
import * as vscode from 'vscode';
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
    const view = isHeap(file) ? await chooseView(file) : 'profile';
    if (view === undefined) return;
    if (view === 'heap') {
      await heaps.open(file.fsPath);
      return;
    }
    await library.open(file.fsPath);
    await vscode.commands.executeCommand(commands.openPanel);
  });
}

const heapEndings = ['heapsnapshot', 'heaptimeline'];

function isHeap({ path }: vscode.Uri): boolean {
  return heapEndings.some((ending) => path.endsWith(`.${ending}`));
}

/** A snapshot whose objects know where they were allocated is a profile, too. */
async function chooseView({ fsPath }: vscode.Uri): Promise<'heap' | 'profile' | undefined> {
  const { hasAllocationTraces, readInput } = await import('./fileReading.ts');
  if (!readInput(fsPath, hasAllocationTraces)) return 'heap';
  const views = [
    {
      label: '$(flame) Allocations',
      description: 'which functions allocated what, as heat on their lines',
      view: 'profile',
    },
    { label: '$(symbol-class) Objects', description: 'what lives, and what holds it', view: 'heap' },
  ] as const;
  return (await vscode.window.showQuickPick(views, { title: `Open ${basename(fsPath)}` }))?.view;
}

async function ask(): Promise<vscode.Uri | undefined> {
  const { formats } = await import('./fileReading.ts');
  const readable = formats.filter((format) => format.read !== undefined);
  const extensions = new Set(readable.flatMap((format) => format.extensions.map((extension) => extension.slice(1))));
  const files = await vscode.window.showOpenDialog({
    title: 'Open Profile',
    filters: { Profiles: [...new Set([...extensions, ...heapEndings])], 'All Files': ['*'] },
  });
  return files?.[0];
}
