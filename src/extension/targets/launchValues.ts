import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { LaunchValues } from './launchCommand.ts';
import type { LaunchConfiguration } from './launchConfigurations.ts';
import { fillVariables, type LaunchVariables } from './launchVariables.ts';

/** The values that matter here; others may hold variables that only a debugger has. */
const used = [
  'program',
  'args',
  'cwd',
  'env',
  'envFile',
  'runtimeExecutable',
  'runtimeArgs',
  'runtimeVersion',
  'preLaunchTask',
  'environment',
  'cargo',
  'mode',
  'buildFlags',
  'module',
  'python',
  'pythonPath',
  'pythonArgs',
];

/** Only the debugger's own extension knows these, which stand where Heatline has an answer itself. */
const answered = /^\$\{(command:python\.interpreterPath|command:python\.setInterpreter|cargo:program)\}$/;

/**
 * The values of a configuration, with their variables filled in.
 * @param file that the variables of the editor are about; without, the active one.
 * @throws HeatlineError for a variable that has no value here.
 */
export function launchValues({ folder, values }: LaunchConfiguration, file?: string): LaunchValues {
  const variables = variablesOf(folder, file);
  const known = used.filter((key) => !answered.test(String(values[key])));
  return Object.fromEntries(known.map((key) => [key, fillVariables(values[key], variables)]));
}

function variablesOf(folder: vscode.WorkspaceFolder | undefined, file: string | undefined): LaunchVariables {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor;
  const isActive = file === undefined || active?.document.uri.fsPath === file;
  return {
    folder: (folder ?? (folders.length === 1 ? folders[0] : undefined))?.uri.fsPath,
    folders: folders.map(({ name, uri }) => ({ name, path: uri.fsPath })),
    editor: isActive ? active && editorOf(active) : { ...placeOf(vscode.Uri.file(file)), ...start },
    env: process.env,
    userHome: homedir(),
    setting: (id) => vscode.workspace.getConfiguration(undefined, folder).get(id),
  };
}

const start = { line: 1, column: 1, selectedText: '' };

function editorOf({ document, selection }: vscode.TextEditor): LaunchVariables['editor'] {
  const { line, character } = selection.active;
  const selectedText = document.getText(selection);
  return { ...placeOf(document.uri), line: line + 1, column: character + 1, selectedText };
}

function placeOf(file: vscode.Uri): { readonly file: string; readonly folder: string | undefined } {
  return { file: file.fsPath, folder: vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath };
}
