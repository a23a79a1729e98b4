import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { findUsersNode } from '../findUsersNode.ts';
import { saveEditors } from '../saveEditors.ts';
import { buildIfStale } from './buildIfStale.ts';
import type { Buildable } from './buildable.ts';
import { launchCommand, launchEnvironment, type LaunchValues } from './launchCommand.ts';
import { launchConfigurations, type LaunchConfiguration } from './launchConfigurations.ts';
import { launchValues } from './launchValues.ts';
import { nativeLaunch } from './nativeLaunch.ts';
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
      'There is no launch configuration here of a program that Heatline measures.',
      'Add one with request “launch” and type “node”, “cppdbg”, “lldb”, “go” or “debugpy” to launch.json, or profile a file.',
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
  return await launched(configuration);
}

/**
 * The program of a configuration, built if it is not up to date.
 * @param file that it is profiled for; without, what the active editor shows.
 * @param known programs of the file's project.
 */
export async function launched(
  configuration: LaunchConfiguration,
  file?: string,
  known: readonly Buildable[] = [],
): Promise<Program> {
  const { name, type } = configuration;
  const { values, root, cwd } = valuesIn(configuration, file);
  const environment = launchEnvironment(values, cwd);
  const task = values['preLaunchTask'];
  await runPreLaunchTask(task, configuration.folder);
  if (type !== 'node') {
    const program = nativeLaunch(type, values, { root, cwd, known });
    if (task === undefined) await buildIfStale(program);
    return { name, path: program.argv[0], argv: program.argv, cwd: program.cwd ?? cwd, environment };
  }
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

/** What a configuration starts for a file; nothing for one that Node runs, or that cannot be started as it is. */
export function launchedBuildable(
  configuration: LaunchConfiguration,
  file: string,
  known: readonly Buildable[],
): Buildable | undefined {
  const { type } = configuration;
  if (type === 'node') return undefined;
  try {
    const { values, root, cwd } = valuesIn(configuration, file);
    return nativeLaunch(type, values, { root, cwd, known });
  } catch (error) {
    if (error instanceof HeatlineError) return undefined;
    throw error;
  }
}

function valuesIn(
  configuration: LaunchConfiguration,
  file: string | undefined,
): { readonly values: LaunchValues; readonly root: string; readonly cwd: string } {
  const { folder } = configuration;
  const values = launchValues(configuration, file);
  const root = folder?.uri.fsPath ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  const cwd = typeof values['cwd'] === 'string' && values['cwd'] !== '' ? path.resolve(root, values['cwd']) : root;
  return { values, root, cwd };
}
