import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { formats } from '../core/formats/formats.ts';
import type { ExportFormat } from '../protocol.ts';
import type { OpenSession } from './openSession.ts';
import { profileHtml } from './profileHtml.ts';

interface Choice extends vscode.QuickPickItem {
  readonly format: ExportFormat;
}

/** As it was recorded, or drawn anew from what Heatline shows. */
export async function exportSession(
  session: OpenSession,
  format: ExportFormat,
  extensionUri: vscode.Uri,
): Promise<void> {
  const extension = extensionOf(format, session.path);
  const stem = basename(session.name, extname(session.path));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? dirname(session.path);
  const target = await vscode.window.showSaveDialog({
    title: `Export ${session.name}`,
    defaultUri: vscode.Uri.file(join(folder, `${stem}${extension}`)),
    // Of `.speedscope.json` only the last part: dialogs put back what they find missing.
    filters: { [labels[format]]: [extension.slice(extension.lastIndexOf('.') + 1)] },
  });
  if (target === undefined) return;
  try {
    if (format === 'cpuprofile') await copyFile(session.path, target.fsPath);
    else await writeFile(target.fsPath, await textOf(session, format, extensionUri));
  } catch (error) {
    if (error instanceof HeatlineError) throw error;
    throw new HeatlineError(`${basename(target.fsPath)} could not be written.`, 'Choose another folder.', error);
  }
  const open = format === 'html' ? 'Open in Browser' : 'Open';
  void vscode.window.showInformationMessage(`Exported to ${target.fsPath}.`, open).then(async (clicked) => {
    if (clicked === undefined) return;
    if (format === 'html') await vscode.env.openExternal(target);
    else await vscode.commands.executeCommand('vscode.open', target);
  });
}

export async function pickFormat(): Promise<ExportFormat | undefined> {
  const choices = (Object.keys(labels) as ExportFormat[]).map((format): Choice => ({ label: labels[format], format }));
  return (await vscode.window.showQuickPick(choices, { placeHolder: 'Export as' }))?.format;
}

const labels: Readonly<Record<ExportFormat, string>> = {
  html: 'Report for a browser',
  cpuprofile: 'Profile as recorded',
  speedscope: 'speedscope',
  collapsed: 'Collapsed stacks',
};

function extensionOf(format: ExportFormat, path: string): string {
  if (format === 'html') return '.html';
  if (format === 'cpuprofile') return extname(path);
  return formats.find(({ id }) => id === format)?.extensions[0] ?? '.txt';
}

async function textOf(
  session: OpenSession,
  format: Exclude<ExportFormat, 'cpuprofile'>,
  extensionUri: vscode.Uri,
): Promise<string> {
  return format === 'html' ? await profileHtml(session, extensionUri) : await session.thread.ask('write', format);
}
