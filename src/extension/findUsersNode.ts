import * as vscode from 'vscode';
import { findNode, type FoundNode } from '../capture/findNode.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { settings } from './contributions.ts';
import { readSettings, writeSetting } from './readSettings.ts';
import { RemediedError } from './remediedError.ts';

/**
 * The configured Node, or the one that the user's terminal would start. Never `process.execPath`: on the desktop that
 * is Electron.
 */
export async function findUsersNode(cwd: string, env: NodeJS.ProcessEnv): Promise<FoundNode> {
  const configured = readSettings().nodePath;
  try {
    return await findNode({ cwd, env, ...(configured === '' ? { shell: vscode.env.shell } : { configured }) });
  } catch (error) {
    if (error instanceof HeatlineError) throw new RemediedError(error, { title: 'Choose Node…', run: chooseNode });
    throw error;
  }
}

async function chooseNode(): Promise<void> {
  const [chosen] =
    (await vscode.window.showOpenDialog({ title: 'Choose the Node.js executable', openLabel: 'Use This Node.js' })) ??
    [];
  if (chosen !== undefined) await writeSetting(settings.nodePath, chosen.fsPath);
}
