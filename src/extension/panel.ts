import * as vscode from 'vscode';
import { commands, linkCommands, viewTypes } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import type { OpenSession } from './openSession.ts';
import { PanelPage, type PanelPageHost } from './panelPage.ts';
import { registerCommand } from './registerCommand.ts';

/** The one panel of the current session. Its page holds nothing and comes back, empty-handed, after a reload. */
export class Panel {
  private open: { readonly panel: vscode.WebviewPanel; readonly page: PanelPage } | undefined;
  private readonly current: CurrentSession;
  private readonly host: PanelPageHost;
  private readonly disposables: vscode.Disposable[];

  constructor(current: CurrentSession, host: PanelPageHost) {
    this.current = current;
    this.host = host;
    this.disposables = [
      current.onDidChange(() => {
        this.show();
      }),
      vscode.window.registerWebviewPanelSerializer(viewTypes.panel, {
        deserializeWebviewPanel: (panel) => {
          this.adopt(panel);
          return Promise.resolve();
        },
      }),
      registerCommand(commands.openPanel, host.log, () => {
        this.reveal();
      }),
      registerCommand(linkCommands.showInPanel, host.log, (fn) => {
        const page = this.reveal();
        if (typeof fn === 'number') page.select(fn);
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private reveal(): PanelPage {
    if (this.open !== undefined) {
      this.open.panel.reveal(undefined, true);
      return this.open.page;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return this.adopt(vscode.window.createWebviewPanel(viewTypes.panel, 'Heatline', column));
  }

  private adopt(panel: vscode.WebviewPanel): PanelPage {
    const page = new PanelPage(panel, this.host);
    this.open = { panel, page };
    panel.iconPath = vscode.Uri.joinPath(this.host.extensionUri, 'media', 'flame.svg');
    panel.onDidDispose(() => {
      if (this.open?.panel === panel) this.open = undefined;
    });
    this.show();
    return page;
  }

  private show(): void {
    if (this.open === undefined) return;
    const session = this.current.value;
    this.open.panel.title = titleOf(session);
    this.open.page.show(session);
  }
}

function titleOf(session: OpenSession | undefined): string {
  return session === undefined ? 'Heatline' : `Heatline: ${session.name}`;
}
