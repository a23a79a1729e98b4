import * as vscode from 'vscode';
import { viewTypes } from './contributions.ts';
import { HeapPage, type HeapPageHost } from './heapPage.ts';

/** The editor of heap snapshots. */
export class HeapEditor {
  private readonly pages = new Map<string, HeapPage>();
  private readonly provider: vscode.Disposable;

  constructor(host: HeapPageHost) {
    this.provider = vscode.window.registerCustomEditorProvider(viewTypes.heapEditor, {
      openCustomDocument: (uri: vscode.Uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: (document: vscode.CustomDocument, panel: vscode.WebviewPanel) => {
        const { fsPath } = document.uri;
        const page = new HeapPage(panel, fsPath, host);
        this.pages.set(fsPath, page);
        panel.onDidDispose(() => {
          if (this.pages.get(fsPath) === page) this.pages.delete(fsPath);
        });
      },
    });
  }

  dispose(): void {
    this.provider.dispose();
  }

  /** @param id V8's number of an object that is to be shown. */
  async open(file: string, id?: number): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), viewTypes.heapEditor);
    if (id !== undefined) await this.pages.get(file)?.select(id);
  }
}
