import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelHtml } from '../core/text/panelHtml.ts';

/** Loads one of the built pages into a webview. */
export function loadPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: 'panel' | 'heap'): void {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  const asset = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  webview.html = panelHtml({
    nonce: randomBytes(16).toString('base64url'),
    cspSource: webview.cspSource,
    scriptUri: asset(`${page}.js`),
    styleUri: asset(`${page}.css`),
  });
}
