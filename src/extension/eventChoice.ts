import * as vscode from 'vscode';
import { commands } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { eventName } from './eventName.ts';
import type { OpenSession } from './openSession.ts';
import type { PanelPage } from './panelPage.ts';
import { registerCommand } from './registerCommand.ts';
import { otherMemory } from './runMemory.ts';
import { showState } from './showState.ts';

/** What is shown of all that a profile has counted on the same stacks, as what was allocated and what of it still lives. */
export function eventChoice(
  current: CurrentSession,
  pages: ReadonlySet<PanelPage>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('heatline.event', vscode.StatusBarAlignment.Right, 104);
  item.name = 'Heatline: What Was Counted';
  item.command = commands.chooseEvent;
  const update = (): void => {
    const { events = [], profile } = current.value ?? {};
    if (events.length === 0) {
      item.hide();
      return;
    }
    item.text = `$(arrow-swap) ${eventName(profile?.event)}`;
    const others = events.filter((event) => event !== profile?.event).map(eventName);
    item.tooltip = `Heat, hovers and panel show what is ${tooltips[profile?.event ?? ''] ?? 'counted here'}. Click for: ${others.join(', ')}.`;
    item.show();
  };
  return vscode.Disposable.from(
    item,
    current.onDidChange(update),
    registerCommand(commands.chooseEvent, log, async () => {
      const session = current.value;
      const event = session && (await otherEvent(session));
      if (session === undefined || event === undefined) return;
      const summary = await session.thread.ask('showEvent', event);
      await showState({ ...session, memory: otherMemory(session) }, summary, current, pages);
    }),
  );
}

const tooltips: Readonly<Record<string, string>> = {
  allocated: 'allocated, still alive or not',
  live: 'still alive',
};

/** The other one of two; of more, as the user says. */
async function otherEvent({ events, profile }: OpenSession): Promise<string | undefined> {
  const others = events.filter((event) => event !== profile.event);
  if (others.length < 2) return others[0];
  const items = others.map((event) => ({ label: eventName(event), event }));
  return (await vscode.window.showQuickPick(items, { title: 'Show What Was Counted' }))?.event;
}
