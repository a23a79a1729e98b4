import * as vscode from 'vscode';
import { nearest } from '../../capture/nearest.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { packageManagerOf, readScripts } from './packageScripts.ts';
import type { ScriptTarget } from './scriptTarget.ts';

/** Lets the user choose a script: of the package.json that was clicked, else of those around the active editor and the workspace's folders. */
export async function askScript(clicked: vscode.Uri | undefined): Promise<ScriptTarget | undefined> {
  const manifests = clicked === undefined ? nearManifests() : [clicked.fsPath];
  const items = manifests.flatMap((manifest) =>
    Array.from(readScripts(manifest), ([script, command]) => ({
      label: script,
      description: command,
      ...(manifests.length > 1 && { detail: vscode.workspace.asRelativePath(manifest) }),
      target: { kind: 'script', manifest, script } as const,
    })),
  );
  if (items.length === 0) {
    const place = manifests.length === 0 ? 'There is no package.json here' : `${manifests.join(', ')} has no scripts`;
    throw new HeatlineError(`${place}.`, 'Open a folder with a package.json that has scripts, or use Profile Command.');
  }
  const managers = new Set(manifests.map(packageManagerOf));
  const placeHolder = `Script that ${[...managers].join(' or ')} is to run`;
  const options = { title: 'Profile npm Script', placeHolder, matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.target;
}

function nearManifests(): string[] {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const starts = [
    ...(active?.scheme === 'file' ? [active.fsPath] : []),
    ...folders.map(({ uri }) => vscode.Uri.joinPath(uri, 'package.json').fsPath),
  ];
  return [...new Set(starts.flatMap((start) => nearest('package.json', start) ?? []))];
}
