import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';

/** Puts all that is in editors on disk: what runs is to be what the user sees. */
export async function saveEditors(): Promise<void> {
  if (await vscode.workspace.saveAll(false)) return;
  throw new HeatlineError('Not all changed files could be saved.', 'Save them, then profile again.');
}
