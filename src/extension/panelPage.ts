import * as vscode from 'vscode';
import type { HeatlineError } from '../core/model/heatlineError.ts';
import type { ExportFormat, ImageFormat, TabContent, ToExtension, ToPage } from '../protocol.ts';
import { commands } from './contributions.ts';
import { besidePanel, goToSource, placeOfFunction } from './goToSource.ts';
import { loadPage } from './loadPage.ts';
import type { OpenSession } from './openSession.ts';
import { readPathMapping } from './pathMapping.ts';
import { nothingAsked, profileFilterOf, renumber, type Asked } from './asked.ts';
import { sessionView } from './sessionView.ts';
import { showError } from './showError.ts';

type Content = Exclude<ToPage, { type: 'session' | 'content' | 'select' }> | { type: 'session'; session: OpenSession };

export interface PanelPageHost {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** All pages that are open. */
  readonly pages: Set<PanelPage>;
  exportSession(session: OpenSession, format: ExportFormat): Promise<void>;
  saveImage(session: OpenSession, format: ImageFormat, bytes: Uint8Array): Promise<void>;
}

/** One page in one webview: shows the session that it is given, and answers what the page asks. */
export class PanelPage {
  private readonly panel: vscode.WebviewPanel;
  private readonly host: PanelPageHost;
  private content: Content = { type: 'empty' };
  private asked: Asked = nothingAsked;
  /** The session as the page has it: what the numbers of functions in its messages are of. */
  private shown: { readonly session: OpenSession; readonly revision: number } | undefined;
  private revision = 0;
  private sending: Promise<void> | undefined;
  private changed = false;

  constructor(panel: vscode.WebviewPanel, host: PanelPageHost) {
    this.panel = panel;
    this.host = host;
    host.pages.add(this);
    panel.onDidDispose(() => {
      host.pages.delete(this);
      this.setContent({ type: 'empty' });
    });
    const { webview } = panel;
    webview.onDidReceiveMessage(async (message: ToExtension) => {
      try {
        await this.answer(message);
      } catch (error) {
        await showError(error, host.log);
      }
    });
    loadPage(webview, host.extensionUri, 'panel');
  }

  get session(): OpenSession | undefined {
    return this.content.type === 'session' ? this.content.session : undefined;
  }

  /** The page shows this from now on; `undefined` is an invitation to profile something. */
  show(session: OpenSession | undefined): void {
    const before = this.session;
    if (before === undefined || session === undefined || !isSame(before, session)) this.asked = nothingAsked;
    else this.asked = renumber(this.asked, before, session);
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
    if (fn === this.asked.selected) return;
    this.asked = { ...this.asked, selected: fn };
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
      case 'compare':
        await vscode.commands.executeCommand(commands.compareSession);
        return;
      case 'mark':
        await vscode.commands.executeCommand(commands.markMoment);
        return;
      case 'stop':
        await vscode.commands.executeCommand(commands.stop);
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'filter':
        this.ask('filter', message.filter);
        await this.sendContent();
        return;
      case 'want':
        this.ask('want', message.content);
        await this.sendTab();
        return;
      case 'openSource':
        await this.goToSource(message.function, () => true);
        return;
      case 'revealSource':
        await this.goToSource(message.function, ({ viewColumn }) => viewColumn !== vscode.ViewColumn.Beside);
        return;
      case 'openPlace':
        await goToSource(message, besidePanel(message.file, this.panel.viewColumn));
        return;
      case 'export':
        if (session !== undefined) await this.host.exportSession(session, message.format);
        return;
      case 'saveImage':
        if (session !== undefined) await this.host.saveImage(session, message.format, message.bytes);
        return;
    }
  }

  /** Notes what the page asks for, in the numbers of the newest state of the session. */
  private ask<Key extends keyof Asked>(key: Key, value: Asked[Key]): void {
    const { shown, session } = this;
    const asked = { ...this.asked, [key]: value };
    const renumbered = shown === undefined || session === undefined ? asked : renumber(asked, shown.session, session);
    this.asked = { ...this.asked, [key]: renumbered[key] };
  }

  private async goToSource(fn: number, wanted: (where: vscode.TextDocumentShowOptions) => boolean): Promise<void> {
    if (this.shown === undefined) return;
    const { session } = this.shown;
    const place = placeOfFunction(session, fn);
    const where = besidePanel(place.file, this.panel.viewColumn);
    if (!wanted(where)) return;
    // The cursor will come to stand there, which is no news to the page.
    this.ask('selected', fn);
    await goToSource(place, where);
  }

  private setContent(content: Content): void {
    if (content.type === 'session') content.session.thread.hold();
    this.session?.thread.release();
    this.content = content;
  }

  /** One layout at a time, and one more for all that changed meanwhile: a session that grows faster than it is laid out is seen all the same. */
  private async sendContent(): Promise<void> {
    this.changed = true;
    this.sending ??= this.sendChanges().finally(() => {
      this.sending = undefined;
    });
    await this.sending;
  }

  private async sendChanges(): Promise<void> {
    while (this.changed) {
      this.changed = false;
      const { content } = this;
      if (content.type === 'session') await this.sendSession(content.session);
      else this.send(content);
    }
  }

  private async sendSession(session: OpenSession): Promise<void> {
    const { filter } = this.asked;
    const [view, content] = await Promise.all([
      session.thread.ask('view', { revision: session.revision, filter: profileFilterOf(filter) }),
      this.tabOf(session),
    ]);
    // The thread holds a later state, which is sent next.
    if (view === undefined) return;
    // Of another session, or of a filter that is no longer: what changed is laid out next.
    if (this.session === undefined || !isSame(this.session, session)) return;
    if (this.session === session && this.asked.filter !== filter) return;
    const { selected } = this.asked;
    const revision = ++this.revision;
    this.shown = { session, revision };
    this.send({
      type: 'session',
      session: sessionView(session, view, { filter, selected, displayPath, revision }),
      ...(content === undefined ? {} : { content }),
    });
  }

  /** What a tab needs beyond the session that the page has. */
  private async sendTab(): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    const content = await this.tabOf(shown.session);
    // A newer session is sent with what is wanted.
    if (content !== undefined && shown === this.shown)
      this.send({ type: 'content', revision: shown.revision, content });
  }

  /** What is wanted of a session, as far as it has that. */
  private async tabOf({ thread, revision, comparison }: OpenSession): Promise<TabContent | undefined> {
    const { filter, want } = this.asked;
    if (want === undefined || (want.kind === 'diff' && comparison === undefined)) return undefined;
    const baseline =
      want.kind === 'diff' && comparison
        ? { path: comparison.path, texts: comparison.texts, mapping: readPathMapping() }
        : undefined;
    const content = await thread.ask('tab', { revision, filter: profileFilterOf(filter), request: want, baseline });
    if (content?.kind !== 'diff') return content;
    return { ...content, rows: content.rows.map((row) => ({ ...row, file: displayPath(row.file) })) };
  }

  private report(sending: Promise<void>): void {
    sending.catch((error: unknown) => showError(error, this.host.log));
  }

  private send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}

function displayPath(file: string): string {
  return vscode.workspace.asRelativePath(file);
}

/** Whether both are states of one session, which may have been renamed or have grown. */
function isSame(a: OpenSession, b: OpenSession): boolean {
  return a.path === b.path || a.thread === b.thread;
}
