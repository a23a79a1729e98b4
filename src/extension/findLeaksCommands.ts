import * as vscode from 'vscode';
import { askScenario } from './askScenario.ts';
import { commands } from './contributions.ts';
import { HandRounds } from './handRounds.ts';
import type { HeapEditor } from './heapEditor.ts';
import type { HeapPageHost } from './heapPage.ts';
import { runForLeaks, type LeakRunHost } from './leakRun.ts';
import { showLeaks } from './leaksPanel.ts';
import { refuseUntrusted } from './refuseUntrusted.ts';
import { registerCommand } from './registerCommand.ts';

/** Runs a scenario again and again, and shows what grows with every round. */
export function findLeaksCommands(host: LeakRunHost & HeapPageHost, heaps: HeapEditor): vscode.Disposable {
  const hand = new HandRounds(host.log);
  return vscode.Disposable.from(
    hand,
    registerCommand(commands.findLeaks, host.log, async () => {
      refuseUntrusted();
      const scenario = await askScenario(hand, host.log);
      if (scenario === undefined) return;
      try {
        showLeaks(await runForLeaks(scenario, host), host, heaps);
      } finally {
        await hand.hide();
      }
    }),
  );
}
