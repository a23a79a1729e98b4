import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { renderReport } from '../core/text/htmlReport.ts';
import type { OpenSession } from './openSession.ts';

/** The self-contained page for a session. */
export async function profileHtml({ name, profile, thread }: OpenSession, extensionUri: vscode.Uri): Promise<string> {
  const built = (file: string): Promise<string> =>
    readFile(vscode.Uri.joinPath(extensionUri, 'dist', file).fsPath, 'utf8');
  const shown = new Map(profile.functions.file.map((file) => [file, vscode.workspace.asRelativePath(file)]));
  const [data, script, style] = await Promise.all([
    thread.ask('reportData', { title: name, shown }),
    built('report.js'),
    built('report.css'),
  ]);
  return renderReport(data, script, style);
}
