import { basename, dirname } from 'node:path';
import type * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { relocate } from '../core/sources/relocate.ts';
import { formatShare } from '../core/text/formatShare.ts';
import type { FromHeapPage, HeapView, ToHeapPage } from '../heapProtocol.ts';
import type { HeapProgress } from '../session/heapQuestions.ts';
import { HeapThread } from '../session/heapThread.ts';
import { askSnapshot } from './askSnapshot.ts';
import { besidePanel, goToSource } from './goToSource.ts';
import { loadPage } from './loadPage.ts';
import { readPathMapping } from './pathMapping.ts';
import { showError } from './showError.ts';

export interface HeapPageHost {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Path of the built `heapWorker`. */
  readonly heapWorker: string;
}

/** The views of one heap snapshot in one webview. The snapshot's thread ends, and gives its memory back, with the page. */
export class HeapPage {
  private readonly panel: vscode.WebviewPanel;
  private readonly host: HeapPageHost;
  private readonly path: string;
  private thread: HeapThread | undefined;
  /** What a page that begins anew is told. */
  private content: ToHeapPage;
  private revision = 0;
  /** The node that the page tells of; -1: none. */
  private selected = -1;
  private opened: Promise<void> | undefined;
  private isDisposed = false;

  constructor(panel: vscode.WebviewPanel, path: string, host: HeapPageHost) {
    this.panel = panel;
    this.path = path;
    this.host = host;
    this.content = { type: 'reading', message: `Reading ${basename(path)}…`, canCancel: true };
    panel.onDidDispose(() => {
      this.isDisposed = true;
      this.close();
    });
    panel.webview.onDidReceiveMessage(async (message: FromHeapPage) => {
      try {
        await this.answer(message);
      } catch (error) {
        await showError(error, host.log);
      }
    });
    loadPage(panel.webview, host.extensionUri, 'heap');
    this.open();
  }

  /** Shows the object with V8's number `id` as soon as the snapshot has been read. */
  async select(id: number): Promise<void> {
    await this.opened;
    const node = await this.thread?.ask('find', { id });
    if (node === undefined || node < 0) return;
    this.selected = node;
    await this.sendDetails(node);
  }

  private open(): void {
    this.opened = this.reading(async (thread, onProgress) => {
      this.selected = -1;
      const head = await thread.ask('open', { path: this.path }, onProgress);
      this.show({ ...head, revision: ++this.revision, title: basename(this.path) });
    });
  }

  private async compare(): Promise<void> {
    const { thread, content } = this;
    if (thread === undefined || content.type !== 'heap') return;
    const path = await askSnapshot(dirname(this.path), this.path);
    if (path === undefined) return;
    await this.reading(async (_, onProgress) => {
      const { before: _before, ...heap } = content.heap;
      try {
        const head = await thread.ask('compare', { path }, onProgress);
        this.show({ ...heap, revision: ++this.revision, before: { ...head, title: basename(path) } });
      } catch (error) {
        // The snapshot itself is there still, unless its thread was ended.
        if (this.thread === undefined) throw error;
        this.show({ ...heap, revision: ++this.revision });
        void showError(error, this.host.log);
      }
    });
  }

  /** Reads something in the thread, which a cancellation ends. */
  private async reading(
    read: (thread: HeapThread, onProgress: (progress: HeapProgress) => void) => Promise<void>,
  ): Promise<void> {
    const thread = (this.thread ??= new HeapThread(this.host.heapWorker));
    const onProgress = ({ file, read: share }: HeapProgress): void => {
      const message =
        share === undefined ? 'Working out what each object retains…' : `Reading ${file}: ${formatShare(share)}`;
      this.send({ type: 'reading', message, canCancel: true });
    };
    try {
      await read(thread, onProgress);
    } catch (error) {
      const isCancelled = this.thread !== thread;
      const failure = isCancelled ? cancelled() : error;
      this.close();
      if (!isCancelled) this.host.log.error(String(error), error);
      const { message, hint } = failure instanceof HeatlineError ? failure : new HeatlineError(String(failure));
      this.send({ type: 'failed', message, hint, canRetry: true });
    }
  }

  private async answer(message: FromHeapPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.send(this.content);
        if (this.content.type === 'heap' && this.selected >= 0) await this.sendDetails(this.selected);
        return;
      case 'list': {
        const { revision, request, page } = message;
        if (revision !== this.revision) return;
        const rows = await this.thread?.ask('list', page);
        if (rows !== undefined && revision === this.revision) this.send({ type: 'rows', request, page: rows });
        return;
      }
      case 'details':
        this.selected = message.node;
        await this.sendDetails(message.node);
        return;
      case 'openPlace': {
        const file = relocate(message.place.file, readPathMapping());
        await goToSource({ ...message.place, file }, besidePanel(file, this.panel.viewColumn));
        return;
      }
      case 'compare':
        await this.compare();
        return;
      case 'cancel':
        this.close();
        return;
      case 'retry':
        this.open();
        return;
      case 'openExample':
    }
  }

  private async sendDetails(node: number): Promise<void> {
    const object = await this.thread?.ask('details', { node });
    if (object !== undefined) this.send({ type: 'object', object });
  }

  private show(heap: HeapView): void {
    this.send({ type: 'heap', heap });
  }

  private send(message: ToHeapPage): void {
    if (message.type !== 'rows' && message.type !== 'object') this.content = message;
    if (!this.isDisposed) void this.panel.webview.postMessage(message);
  }

  private close(): void {
    this.thread?.dispose();
    this.thread = undefined;
  }
}

function cancelled(): HeatlineError {
  return new HeatlineError('Reading was cancelled.', 'Close this editor, or read the snapshot again.');
}
