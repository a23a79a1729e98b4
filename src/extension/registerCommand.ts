import * as vscode from 'vscode';
import type { Command } from './contributions.ts';
import { showError } from './showError.ts';

/** Where every error that a user caused ends: whatever a command throws is shown, once. */
export function registerCommand(
  id: Command,
  log: vscode.LogOutputChannel,
  run: (...parameters: unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...parameters: unknown[]) => {
    try {
      await run(...parameters);
    } catch (error) {
      // Not awaited: the command is over, however long its message stands.
      void showError(error, log);
    }
  });
}
