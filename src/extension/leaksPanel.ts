import * as vscode from 'vscode';
import type { FromHeapPage, LeaksView, ToHeapPage } from '../heapProtocol.ts';
import { viewTypes } from './contributions.ts';
import { besidePanel, goToSource } from './goToSource.ts';
import type { HeapEditor } from './heapEditor.ts';
import type { HeapPageHost } from './heapPage.ts';
import type { LeakResult } from './leakRun.ts';
import { loadPage } from './loadPage.ts';
import { showError } from './showError.ts';

/** Shows the verdict on a program's rounds in a panel. */
export function showLeaks(
  { program, report, snapshots }: LeakResult,
  host: HeapPageHost,
  heaps: HeapEditor,
): vscode.WebviewPanel {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel(viewTypes.leaks, `Leaks: ${program.name}`, column);
  panel.iconPath = vscode.Uri.joinPath(host.extensionUri, 'media', 'flame.svg');
  const last = snapshots.at(-1);
  const leaks: LeaksView = { title: program.name, report, hasSnapshot: last !== undefined };
  const answer = async (message: FromHeapPage): Promise<void> => {
    if (message.type === 'ready') void panel.webview.postMessage({ type: 'leaks', leaks } satisfies ToHeapPage);
    else if (message.type === 'openPlace')
      await goToSource(message.place, besidePanel(message.place.file, panel.viewColumn));
    else if (message.type === 'openExample' && last !== undefined) await heaps.open(last, message.id);
  };
  panel.webview.onDidReceiveMessage(async (message: FromHeapPage) => {
    try {
      await answer(message);
    } catch (error) {
      await showError(error, host.log);
    }
  });
  loadPage(panel.webview, host.extensionUri, 'heap');
  return panel;
}
