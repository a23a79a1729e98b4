import * as vscode from 'vscode';
import { settings } from './contributions.ts';
import type { PanelPage } from './panelPage.ts';
import type { SessionLibrary } from './sessionLibrary.ts';
import { showError } from './showError.ts';

/** Shows the current session, and the files in editors, with all that may be found out about them, when the user allows more or less. */
export function reopenOnChangedRights(
  library: SessionLibrary,
  pages: ReadonlySet<PanelPage>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const reopen = async (): Promise<void> => {
    await library.reopen();
    for (const page of pages) {
      const { session } = page;
      if (session === undefined || session.live) continue;
      await library.use(session.path, (again) => {
        // It may have been closed meanwhile, or show another session.
        if (pages.has(page) && page.session === session) page.show(again);
        return Promise.resolve();
      });
    }
  };
  const orShow = (): void => {
    reopen().catch((error: unknown) => showError(error, log));
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(orShow),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.debuginfod)) orShow();
    }),
  );
}
