import vscode from 'vscode';
import { sampleFile } from './sampleProfile.ts';

/** The window as a test finds it: no editor, no panel, no heat, all settings at their defaults. */
export async function clearDesk(): Promise<void> {
  await run('workbench.action.revertAndCloseActiveEditor');
  await run('workbench.action.closeAllEditors');
  await run('workbench.action.closePanel');
  await run('workbench.view.explorer');
  await run('heatline.clearHeat');
  for (const [id, value] of Object.entries(changedSettings)) {
    await vscode.workspace.getConfiguration().update(id, undefined, value);
  }
  changedSettings = {};
  await run('notifications.clearAll');
}

let changedSettings: Record<string, vscode.ConfigurationTarget> = {};

/** Until the next `clearDesk`. */
export async function changeSetting(id: string, value: unknown): Promise<void> {
  changedSettings[id] = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
}

/** Runs a command that changes a setting. */
export async function runChanging(setting: string, command: string): Promise<void> {
  changedSettings[setting] = vscode.ConfigurationTarget.Global;
  await run(command);
}

export async function run(command: string, ...parameters: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...parameters);
}

/** Shows the list of sessions from the newest on, which may have been scrolled out of sight. */
export async function showSessions(): Promise<void> {
  await run('heatline.sessions.focus');
  await run('list.focusFirst');
}

export async function showFile(name: string, column = vscode.ViewColumn.One): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(sampleFile(name));
  return await vscode.window.showTextDocument(document, { viewColumn: column, preview: false });
}

/** Heats the editors with a profile, and leaves the focus in the editor instead of the panel, which is closed. */
export async function openProfile(path: string): Promise<void> {
  await run('heatline.openProfile', vscode.Uri.file(path));
  const panels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => isPanel(tab));
  await vscode.window.tabGroups.close(panels);
}

function isPanel({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith('heatline.panel');
}
