import { basename } from 'node:path';
import * as vscode from 'vscode';
import { commands } from './contributions.ts';
import type { Heat } from './heat.ts';
import { registerCommand } from './registerCommand.ts';

/** Of documents that are files as they were profiled. */
const scheme = 'heatline-profiled';

/** Says in the status bar that a file is not the one that was profiled, and shows what has become of it. */
export function profiledText(heat: Heat, log: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('heatline.differs', vscode.StatusBarAlignment.Right, 101);
  item.name = 'Heatline: Changes Since Profiled';
  item.command = commands.showChanges;
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const differing = document === undefined ? 0 : (heat.differingLines(document) ?? 0);
    if (document === undefined || differing === 0) {
      item.hide();
      return;
    }
    item.text = `$(flame) ${differing} ${differing === 1 ? 'line differs' : 'lines differ'}`;
    item.tooltip = `${basename(document.fileName)} is not as it was profiled. Its heat stands on the lines that are left. Click to compare.`;
    item.show();
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    heat.onDidChange(update),
    heat.onDidFollow(update),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async (uri) =>
        heat.profiledText(await vscode.workspace.openTextDocument(uri.with({ scheme: 'file' }))),
    }),
    registerCommand(commands.showChanges, log, async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document === undefined || heat.profiledText(document) === undefined) {
        vscode.window.setStatusBarMessage('This file is not in the profile', 3000);
        return;
      }
      const title = `${basename(document.fileName)} (profiled ↔ now)`;
      await vscode.commands.executeCommand('vscode.diff', document.uri.with({ scheme }), document.uri, title);
    }),
  );
}
