import * as vscode from 'vscode';
import type { CurrentSession } from './currentSession.ts';
import type { FunctionFinder } from './functionFinder.ts';
import type { Heat } from './heat.ts';
import type { PanelPage } from './panelPage.ts';

/** A cursor that is still moving asks for nothing. */
const rest = 150;

/** The function around the cursor is selected in every page that shows the current session. */
export function cursorSelection(current: CurrentSession, heat: Heat, pages: ReadonlySet<PanelPage>): vscode.Disposable {
  // Its parser is most of Heatline's code, so it is loaded when a page first wants to know.
  let finder: Promise<FunctionFinder> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const select = async (editor: vscode.TextEditor): Promise<void> => {
    const session = current.value;
    const listening = [...pages].filter((page) => page.session === session);
    if (session === undefined || listening.length === 0) return;
    finder ??= import('./functionFinder.ts').then(({ functionFinder }) => functionFinder(heat));
    const functionAt = await finder;
    const fn = functionAt(session, editor.document, editor.selection.active.line);
    if (fn !== undefined) for (const page of listening) page.select(fn);
  };
  const moved = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    clearTimeout(timer);
    timer = setTimeout(() => void select(textEditor), rest);
  });
  return vscode.Disposable.from(moved, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
