import * as vscode from 'vscode';
import type { Command } from './contributions.ts';
import { registerCommand } from './registerCommand.ts';

/** What commands do, by their ids. */
export type Handlers<Id extends Command> = Readonly<Record<Id, (...parameters: unknown[]) => unknown>>;

/** Registers commands whose code is loaded when one of them is first run: most windows never run any of them. */
export function onDemand<Id extends Command>(
  ids: readonly Id[],
  log: vscode.LogOutputChannel,
  load: () => Promise<Handlers<Id>>,
): vscode.Disposable {
  let loading: Promise<Handlers<Id>> | undefined;
  return vscode.Disposable.from(
    ...ids.map((id) =>
      registerCommand(id, log, async (...parameters) => {
        const handlers = await (loading ??= load());
        await handlers[id](...parameters);
      }),
    ),
  );
}
