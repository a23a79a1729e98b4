import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { findUsersNode } from '../findUsersNode.ts';
import { saveEditors } from '../saveEditors.ts';
import { launchCommand, launchEnvironment, type LaunchValues } from './launchCommand.ts';
import { launchConfigurations, type LaunchConfiguration } from './launchConfigurations.ts';
import { fillVariables, type LaunchVariables } from './launchVariables.ts';
import { nodeOnPath } from './nodeOnPath.ts';
import { runPreLaunchTask } from './runPreLaunchTask.ts';
import type { Program } from './target.ts';

/** A launch configuration, by its name and the folder whose launch.json it stands in. */
export interface LaunchTarget {
  readonly kind: 'launch';
  readonly name: string;
  readonly folder?: string;
}

/** The only configuration there is, or the one that the user chooses. */
export async function askLaunch(): Promise<LaunchTarget | undefined> {
  const items = launchConfigurations().map((configuration) => ({
    label: configuration.name,
    description: configuration.folder?.name ?? '',
    target: targetOf(configuration),
  }));
  if (items.length === 0) {
    throw new HeatlineError(
      'There is no launch configuration for Node here.',
      'Add one with type “node” and request “launch” to launch.json, or profile a file.',
    );
  }
  if (items.length === 1) return items[0]?.target;
  return (await vscode.window.showQuickPick(items, { title: 'Profile Launch Configuration' }))?.target;
}

function targetOf({ name, folder }: LaunchConfiguration): LaunchTarget {
  return { kind: 'launch', name, ...(folder && { folder: folder.uri.fsPath }) };
}

/** Runs the configuration's `preLaunchTask` on the way. */
export async function launchProgram({ name, folder }: LaunchTarget): Promise<Program> {
  const configuration = launchConfigurations().find((each) => each.name === name && each.folder?.uri.fsPath === folder);
  if (configuration === undefined) {
    throw new HeatlineError(`There is no launch configuration “${name}” any more.`, 'Choose another one.');
  }
  await saveEditors();
  const values = fill(configuration);
  const root = configuration.folder?.uri.fsPath ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  const cwd = typeof values['cwd'] === 'string' && values['cwd'] !== '' ? path.resolve(root, values['cwd']) : root;
  const environment = launchEnvironment(values, cwd);
  await runPreLaunchTask(values['preLaunchTask'], configuration.folder);
  const env = { ...process.env, ...environment };
  const node = await findUsersNode(cwd, env);
  const { program } = values;
  return {
    name,
    path: typeof program === 'string' ? path.resolve(cwd, program) : cwd,
    argv: launchCommand(values, cwd, node),
    cwd,
    environment: { ...environment, ...nodeOnPath(node, env) },
    node,
  };
}

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
];

function fill({ folder, values }: LaunchConfiguration): LaunchValues {
  const variables = variablesOf(folder);
  return Object.fromEntries(used.map((key) => [key, fillVariables(values[key], variables)]));
}

function variablesOf(folder: vscode.WorkspaceFolder | undefined): LaunchVariables {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor;
  return {
    folder: (folder ?? (folders.length === 1 ? folders[0] : undefined))?.uri.fsPath,
    folders: folders.map(({ name, uri }) => ({ name, path: uri.fsPath })),
    editor: active && {
      file: active.document.uri.fsPath,
      folder: vscode.workspace.getWorkspaceFolder(active.document.uri)?.uri.fsPath,
      line: active.selection.active.line + 1,
      column: active.selection.active.character + 1,
      selectedText: active.document.getText(active.selection),
    },
    env: process.env,
    userHome: homedir(),
    setting: (id) => vscode.workspace.getConfiguration(undefined, folder).get(id),
  };
}
