import * as vscode from 'vscode';

/** An entry of launch.json, with its variables as they stand there. */
export interface LaunchConfiguration {
  readonly name: string;
  /** Where it stands; nothing for the workspace's file and the user's settings. */
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** All configurations that launch Node. */
export function launchConfigurations(): LaunchConfiguration[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const { workspaceValue, globalValue } = inspect(undefined);
  const ofFolder = (folder: vscode.WorkspaceFolder): unknown => {
    const { workspaceFolderValue } = inspect(folder.uri);
    // The launch.json of a folder that was opened without a workspace's file counts as the workspace's.
    return workspaceFolderValue ?? (vscode.workspace.workspaceFile === undefined ? workspaceValue : undefined);
  };
  return [
    ...folders.flatMap((folder) => nodeLaunches(ofFolder(folder), folder)),
    ...(vscode.workspace.workspaceFile === undefined ? [] : nodeLaunches(workspaceValue, undefined)),
    ...nodeLaunches(globalValue, undefined),
  ];
}

interface Inspected {
  readonly workspaceFolderValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly globalValue?: unknown;
}

function inspect(folder: vscode.Uri | undefined): Inspected {
  return vscode.workspace.getConfiguration('launch', folder).inspect<unknown>('configurations') ?? {};
}

function nodeLaunches(list: unknown, folder: vscode.WorkspaceFolder | undefined): LaunchConfiguration[] {
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((values) => {
    if (typeof values !== 'object' || values === null) return [];
    const { name, type, request } = values as Record<string, unknown>;
    if (typeof name !== 'string' || request !== 'launch' || (type !== 'node' && type !== 'pwa-node')) return [];
    return [{ name, folder, values: forThisSystem(values as Record<string, unknown>) }];
  });
}

/** A configuration may have other values under the name of a system. */
function forThisSystem(values: Record<string, unknown>): Record<string, unknown> {
  const system = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'osx' : 'linux';
  const own = values[system];
  return typeof own === 'object' && own !== null ? { ...values, ...own } : values;
}
