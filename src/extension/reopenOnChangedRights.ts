import * as vscode from 'vscode';
import { settings } from './contributions.ts';
import type { SessionLibrary } from './sessionLibrary.ts';
import { showError } from './showError.ts';

/** Shows the current session with all that may be found out about it, when the user allows more or less. */
export function reopenOnChangedRights(library: SessionLibrary, log: vscode.LogOutputChannel): vscode.Disposable {
  const reopen = (): void => {
    library.reopen().catch((error: unknown) => showError(error, log));
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(reopen),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.debuginfod)) reopen();
    }),
  );
}
