import * as vscode from 'vscode';
import { commands } from './contributions.ts';
import type { Heat } from './heat.ts';
import { registerCommand } from './registerCommand.ts';

/** From hot line to hot line of the active editor, in the order of the text, and around at its ends. */
export function hotLineNavigation(heat: Heat, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commands.nextHotLine, log, () => {
      go(heat, (lines, from) => lines.find((line) => line > from) ?? lines[0]);
    }),
    registerCommand(commands.previousHotLine, log, () => {
      go(heat, (lines, from) => lines.filter((line) => line < from).at(-1) ?? lines.at(-1));
    }),
  );
}

function go(heat: Heat, choose: (lines: readonly number[], from: number) => number | undefined): void {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const lines = heat.marksOf(editor.document).map((mark) => mark.line);
  const line = choose(
    lines.sort((a, b) => a - b),
    editor.selection.active.line,
  );
  if (line === undefined) {
    vscode.window.setStatusBarMessage('No hot line in this file', 3000);
    return;
  }
  const { firstNonWhitespaceCharacterIndex: column } = editor.document.lineAt(line);
  editor.selection = new vscode.Selection(line, column, line, column);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
