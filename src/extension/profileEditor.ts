import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { viewTypes } from './contributions.ts';
import type { OpenSession } from './openSession.ts';
import { PanelPage, type PanelPageHost } from './panelPage.ts';

export interface ProfileEditorHost extends PanelPageHost {
  /** Opens a profile's file and heats the editors with it. */
  openProfileFile(path: string): Promise<OpenSession>;
}

/** The panel as an editor of profile files: "Open With… Heatline". */
export function profileEditor(host: ProfileEditorHost): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(viewTypes.profileEditor, {
    openCustomDocument: (uri: vscode.Uri) => ({ uri, dispose: () => undefined }),
    async resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel) {
      const page = new PanelPage(panel, host);
      page.load('Reading the profile…');
      try {
        page.show(await host.openProfileFile(document.uri.fsPath));
      } catch (error) {
        const failure = error instanceof HeatlineError ? error : new HeatlineError(`Heatline failed: ${String(error)}`);
        host.log.error(failure.message, error);
        page.fail(failure);
      }
    },
  });
}
