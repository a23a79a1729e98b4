import * as vscode from 'vscode';
import { commands, settings } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import type { PanelPage } from './panelPage.ts';
import { readSettings, writeSetting } from './readSettings.ts';
import { registerCommand } from './registerCommand.ts';
import { showError } from './showError.ts';
import { showState } from './showState.ts';

/** Whose lines inlined code of libraries is on, in all that is shown: its own, or those of the user's code around it. */
export function lineChoice(
  current: CurrentSession,
  pages: ReadonlySet<PanelPage>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('heatline.lines', vscode.StatusBarAlignment.Right, 103);
  item.name = 'Heatline: Lines of Inlined Code';
  const update = (): void => {
    if (current.value?.rollsUp !== true) {
      item.hide();
      return;
    }
    const isMine = readSettings().inlined === 'mine';
    item.text = isMine ? '$(fold) My lines' : '$(unfold) Innermost lines';
    item.tooltip = isMine
      ? 'What was inlined from libraries is part of the line of your code that it was inlined into. Click to show it on its own lines.'
      : 'What was inlined from libraries is on its own lines. Click to have it on the line of your code that it was inlined into.';
    item.command = isMine ? commands.showInnermost : commands.showMine;
    item.show();
  };
  const showAgain = async (): Promise<void> => {
    const shown = [current.value, ...Array.from(pages, ({ session }) => session)];
    // One thread may be shown in several places.
    const sessions = new Map(shown.flatMap((session) => (session === undefined ? [] : [[session.thread, session]])));
    await Promise.all(
      Array.from(sessions.values(), async (session) => {
        const summary = await session.thread.ask('showLines', readSettings().inlined);
        if (summary !== undefined) await showState(session, summary, current, pages);
      }),
    );
  };
  return vscode.Disposable.from(
    item,
    current.onDidChange(update),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(settings.inlined)) return;
      update();
      showAgain().catch((error: unknown) => showError(error, log));
    }),
    registerCommand(commands.showMine, log, () => writeSetting(settings.inlined, 'mine')),
    registerCommand(commands.showInnermost, log, () => writeSetting(settings.inlined, 'innermost')),
  );
}
