import { copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { formats } from '../core/formats/formats.ts';
import type { ExportFormat, ImageFormat } from '../protocol.ts';
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
  const kind = { label: labels[format], extension: extensionOf(format, session.path), inBrowser: format === 'html' };
  await save(session, kind, async (target) => {
    if (format === 'cpuprofile') await copyFile(session.path, target);
    else await writeFile(target, await textOf(session, format, extensionUri));
  });
}

/** What the panel drew of a session. */
export async function saveImage(session: OpenSession, format: ImageFormat, bytes: Uint8Array): Promise<void> {
  const kind = { label: `Image (${format.toUpperCase()})`, extension: `.${format}`, inBrowser: format === 'svg' };
  await save(session, kind, (target) => writeFile(target, bytes));
}

interface FileKind {
  readonly label: string;
  readonly extension: string;
  /** Whether a browser shows it better than an editor. */
  readonly inBrowser: boolean;
}

/** Asks where to, writes, and offers to open what was written. */
async function save(
  session: OpenSession,
  { label, extension, inBrowser }: FileKind,
  write: (target: string) => Promise<void>,
): Promise<void> {
  const stem = basename(session.name, extname(session.path));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? dirname(session.path);
  const target = await vscode.window.showSaveDialog({
    title: `Export ${session.name}`,
    defaultUri: vscode.Uri.file(join(folder, `${stem}${extension}`)),
    // Of `.speedscope.json` only the last part: dialogs put back what they find missing.
    filters: { [label]: [extension.slice(extension.lastIndexOf('.') + 1)] },
  });
  if (target === undefined) return;
  try {
    await write(target.fsPath);
  } catch (error) {
    if (error instanceof HeatlineError) throw error;
    throw new HeatlineError(`${basename(target.fsPath)} could not be written.`, 'Choose another folder.', error);
  }
  const open = inBrowser ? 'Open in Browser' : 'Open';
  void vscode.window.showInformationMessage(`Exported to ${target.fsPath}.`, open).then(async (clicked) => {
    if (clicked === undefined) return;
    if (inBrowser) await vscode.env.openExternal(target);
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
): Promise<string | Uint8Array> {
  return format === 'html' ? await profileHtml(session, extensionUri) : await session.thread.ask('write', format);
}
