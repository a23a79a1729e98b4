import * as vscode from 'vscode';
import { askScenario } from './askScenario.ts';
import { commands } from './contributions.ts';
import { HandRounds } from './handRounds.ts';
import type { HeapEditor } from './heapEditor.ts';
import type { HeapPageHost } from './heapPage.ts';
import { runForLeaks, type LeakRunHost } from './leakRun.ts';
import { LeakProblems } from './leakProblems.ts';
import { showLeaks } from './leaksPanel.ts';
import { refuseUntrusted } from './refuseUntrusted.ts';
import { registerCommand } from './registerCommand.ts';

/** Runs a scenario again and again, and shows what grows with every round. */
export function findLeaksCommands(host: LeakRunHost & HeapPageHost, heaps: HeapEditor): vscode.Disposable {
  const hand = new HandRounds(host.log);
  const problems = new LeakProblems();
  return vscode.Disposable.from(
    hand,
    problems,
    registerCommand(commands.findLeaks, host.log, async () => {
      refuseUntrusted();
      const scenario = await askScenario(hand, host.log);
      if (scenario === undefined) return;
      try {
        const result = await runForLeaks(scenario, host);
        const panel = showLeaks(result, host, heaps);
        await problems.show(result.report);
        panel.onDidDispose(() => {
          problems.clear(result.report);
        });
      } finally {
        await hand.hide();
      }
    }),
  );
}
