import * as vscode from 'vscode';
import type { CurrentSession } from './currentSession.ts';
import { functionFinder } from './functionFinder.ts';
import type { Heat } from './heat.ts';
import type { PanelPage } from './panelPage.ts';

/** A cursor that is still moving asks for nothing. */
const rest = 150;

/** The function around the cursor is selected in every page that shows the current session. */
export function cursorSelection(current: CurrentSession, heat: Heat, pages: ReadonlySet<PanelPage>): vscode.Disposable {
  const functionAt = functionFinder(heat);
  let timer: NodeJS.Timeout | undefined;
  const select = (editor: vscode.TextEditor): void => {
    const session = current.value;
    const listening = [...pages].filter((page) => page.session === session);
    if (session === undefined || listening.length === 0) return;
    const fn = functionAt(session, editor.document, editor.selection.active.line);
    if (fn !== undefined) for (const page of listening) page.select(fn);
  };
  const moved = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    clearTimeout(timer);
    timer = setTimeout(select, rest, textEditor);
  });
  return vscode.Disposable.from(moved, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
