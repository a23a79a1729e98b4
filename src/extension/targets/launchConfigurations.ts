import * as vscode from 'vscode';
import { nativeTypes, type NativeType } from './nativeLaunch.ts';

/** An entry of launch.json, with its variables as they stand there. */
export interface LaunchConfiguration {
  readonly name: string;
  /** Where it stands; nothing for the workspace's file and the user's settings. */
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly type: 'node' | NativeType;
  readonly values: Readonly<Record<string, unknown>>;
}

/** All configurations that launch Node, or a program of another language that is measured here. */
export function launchConfigurations(): LaunchConfiguration[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const { workspaceValue, globalValue } = inspect(undefined);
  const ofFolder = (folder: vscode.WorkspaceFolder): unknown => {
    const { workspaceFolderValue } = inspect(folder.uri);
    // The launch.json of a folder that was opened without a workspace's file counts as the workspace's.
    return workspaceFolderValue ?? (vscode.workspace.workspaceFile === undefined ? workspaceValue : undefined);
  };
  return [
    ...folders.flatMap((folder) => launches(ofFolder(folder), folder)),
    ...(vscode.workspace.workspaceFile === undefined ? [] : launches(workspaceValue, undefined)),
    ...launches(globalValue, undefined),
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

function launches(list: unknown, folder: vscode.WorkspaceFolder | undefined): LaunchConfiguration[] {
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((values) => {
    if (typeof values !== 'object' || values === null) return [];
    const { name, type, request } = values as Record<string, unknown>;
    const known = type === 'pwa-node' ? 'node' : type;
    if (typeof name !== 'string' || request !== 'launch' || !isKnown(known)) return [];
    return [{ name, folder, type: known, values: forThisSystem(values as Record<string, unknown>) }];
  });
}

function isKnown(type: unknown): type is LaunchConfiguration['type'] {
  return typeof type === 'string' && (type === 'node' || Object.hasOwn(nativeTypes, type));
}

/** A configuration may have other values under the name of a system. */
function forThisSystem(values: Record<string, unknown>): Record<string, unknown> {
  const system = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'osx' : 'linux';
  const own = values[system];
  return typeof own === 'object' && own !== null ? { ...values, ...own } : values;
}
