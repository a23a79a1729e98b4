import * as vscode from 'vscode';
import { linkCommands } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { goToSource, placeOfFunction } from './goToSource.ts';
import { registerCommand } from './registerCommand.ts';

/** What links in hovers and items of the side bar lead to. */
export function goToCommands(current: CurrentSession, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(linkCommands.goToFunction, log, async (fn) => {
      const session = current.value;
      if (session === undefined || typeof fn !== 'number' || !(fn in session.profile.functions.name)) return;
      await goToSource(placeOfFunction(session, fn));
    }),
    registerCommand(linkCommands.goToLineOf, log, async (fn, line) => {
      const session = current.value;
      if (session === undefined || typeof fn !== 'number' || !(fn in session.profile.functions.name)) return;
      if (typeof line === 'number') await goToSource({ file: placeOfFunction(session, fn).file, line });
    }),
    registerCommand(linkCommands.goToLine, log, async (file, line) => {
      if (typeof file === 'string' && typeof line === 'number') await goToSource({ file, line });
    }),
  );
}
