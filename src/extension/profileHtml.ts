import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Profile } from '../core/model/profile.ts';
import { reportData } from '../core/queries/reportData.ts';
import { renderReport } from '../core/text/htmlReport.ts';

/** The self-contained page for a profile. */
export async function profileHtml(profile: Profile, name: string, extensionUri: vscode.Uri): Promise<string> {
  const built = (file: string): Promise<string> =>
    readFile(vscode.Uri.joinPath(extensionUri, 'dist', file).fsPath, 'utf8');
  const [script, style] = await Promise.all([built('report.js'), built('report.css')]);
  return renderReport(
    reportData(profile, name, (file) => vscode.workspace.asRelativePath(file)),
    script,
    style,
  );
}
