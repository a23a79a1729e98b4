import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { HeatlineError } from '../core/model/heatlineError.ts';
import { panelHtml } from '../core/text/panelHtml.ts';
import type { ExportFormat, Filter, ToExtension, ToPage } from '../protocol.ts';
import { commands } from './contributions.ts';
import { besidePanel, goToSource, placeOfFunction } from './goToSource.ts';
import type { OpenSession } from './openSession.ts';
import { sessionView } from './sessionView.ts';
import { showError } from './showError.ts';

/** Without idle time, which in a server would dwarf all else. */
const busy: Filter = { thread: -1, hidden: ['idle'] };

type Content = Exclude<ToPage, { type: 'session' | 'timeline' | 'select' }> | { type: 'session'; session: OpenSession };

export interface PanelPageHost {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** All pages that are open. */
  readonly pages: Set<PanelPage>;
  exportSession(session: OpenSession, format: ExportFormat): Promise<void>;
}

/** One page in one webview: shows the session that it is given, and answers what the page asks. */
export class PanelPage {
  private readonly panel: vscode.WebviewPanel;
  private readonly host: PanelPageHost;
  private content: Content = { type: 'empty' };
  private filter = busy;
  private selected = -1;

  constructor(panel: vscode.WebviewPanel, host: PanelPageHost) {
    this.panel = panel;
    this.host = host;
    host.pages.add(this);
    panel.onDidDispose(() => {
      host.pages.delete(this);
      this.setContent({ type: 'empty' });
    });
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(host.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.onDidReceiveMessage(async (message: ToExtension) => {
      try {
        await this.answer(message);
      } catch (error) {
        await showError(error, host.log);
      }
    });
    const asset = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.html = panelHtml({
      nonce: randomBytes(16).toString('base64url'),
      cspSource: webview.cspSource,
      scriptUri: asset('panel.js'),
      styleUri: asset('panel.css'),
    });
  }

  get session(): OpenSession | undefined {
    return this.content.type === 'session' ? this.content.session : undefined;
  }

  /** The page shows this from now on; `undefined` is an invitation to profile something. */
  show(session: OpenSession | undefined): void {
    if (session?.path !== this.session?.path) {
      this.filter = busy;
      this.selected = -1;
    }
    this.setContent(session === undefined ? { type: 'empty' } : { type: 'session', session });
    this.report(this.sendContent());
  }

  load(message: string): void {
    this.setContent({ type: 'progress', message });
    this.report(this.sendContent());
  }

  fail({ message, hint }: HeatlineError): void {
    this.setContent({ type: 'failed', message, hint });
    this.report(this.sendContent());
  }

  select(fn: number): void {
    if (fn === this.selected) return;
    this.selected = fn;
    this.send({ type: 'select', function: fn });
  }

  private async answer(message: ToExtension): Promise<void> {
    const { session } = this;
    switch (message.type) {
      case 'ready':
        await this.sendContent();
        return;
      case 'profileThisFile':
        await vscode.commands.executeCommand(commands.profileThisFile);
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'filter':
        this.filter = message.filter;
        await this.sendContent();
        return;
      case 'wantTimeline':
        if (session === undefined) return;
        this.send({
          type: 'timeline',
          thread: message.thread,
          boxes: await session.thread.ask('timeline', { filter: this.filter, thread: message.thread }),
        });
        return;
      case 'openSource': {
        if (session === undefined) return;
        // The cursor will come to stand there, which is no news to the page.
        this.selected = message.function;
        const place = placeOfFunction(session, message.function);
        await goToSource(place, besidePanel(place.file, this.panel.viewColumn));
        return;
      }
      case 'export':
        if (session !== undefined) await this.host.exportSession(session, message.format);
        return;
    }
  }

  private setContent(content: Content): void {
    if (content.type === 'session') content.session.thread.hold();
    this.session?.thread.release();
    this.content = content;
  }

  /** Of several that were asked for while the first was laid out, the last one is sent. */
  private async sendContent(): Promise<void> {
    const { content, filter } = this;
    if (content.type !== 'session') {
      this.send(content);
      return;
    }
    const view = await content.session.thread.ask('view', filter);
    if (content !== this.content || filter !== this.filter) return;
    const displayPath = (file: string): string => vscode.workspace.asRelativePath(file);
    const { selected } = this;
    this.send({ type: 'session', session: sessionView(content.session, view, { filter, selected, displayPath }) });
  }

  private report(sending: Promise<void>): void {
    sending.catch((error: unknown) => showError(error, this.host.log));
  }

  private send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}
