import { askScenario } from './askScenario.ts';
import type { HandRounds } from './handRounds.ts';
import type { HeapEditor } from './heapEditor.ts';
import type { HeapPageHost } from './heapPage.ts';
import { runForLeaks, type LeakRunHost } from './leakRun.ts';
import type { LeakProblems } from './leakProblems.ts';
import { showLeaks } from './leaksPanel.ts';
import { refuseUntrusted } from './refuseUntrusted.ts';

export interface FindLeaksHost extends LeakRunHost, HeapPageHost {
  readonly heaps: HeapEditor;
  readonly hand: HandRounds;
  readonly problems: LeakProblems;
}

/** Runs a scenario again and again, and shows what grows with every round. */
export async function findLeaks(host: FindLeaksHost): Promise<void> {
  refuseUntrusted();
  const { hand, problems } = host;
  const scenario = await askScenario(hand, host.log);
  if (scenario === undefined) return;
  try {
    const result = await runForLeaks(scenario, host);
    const panel = showLeaks(result, host, host.heaps);
    await problems.show(result.report);
    panel.onDidDispose(() => {
      problems.clear(result.report);
    });
  } finally {
    await hand.hide();
  }
}
