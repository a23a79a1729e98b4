import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { viewTypes } from './contributions.ts';
import type { OpenSession } from './openSession.ts';
import { PanelPage, type PanelPageHost } from './panelPage.ts';

export interface ProfileEditorHost extends PanelPageHost {
  /** Opens a profile's file and heats the editors with it. */
  openProfileFile(path: string, show: (session: OpenSession) => void): Promise<unknown>;
}

/** The panel as an editor of profile files: "Open With… Heatline". */
export function profileEditor(host: ProfileEditorHost): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(viewTypes.profileEditor, {
    openCustomDocument: (uri: vscode.Uri) => ({ uri, dispose: () => undefined }),
    async resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel) {
      const page = new PanelPage(panel, host);
      page.load('Reading the profile…');
      try {
        await host.openProfileFile(document.uri.fsPath, (session) => {
          page.show(session);
        });
      } catch (error) {
        const failure = failureOf(error);
        host.log.error(failure.message, error);
        page.fail(failure);
      }
    },
  });
}

function failureOf(error: unknown): HeatlineError {
  if (error instanceof HeatlineError) return error;
  if (error instanceof vscode.CancellationError)
    return new HeatlineError('Reading was cancelled.', 'Close this editor, or open the file again.');
  return new HeatlineError(`Heatline failed: ${String(error)}`);
}
