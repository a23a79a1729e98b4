import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { ScenarioKind } from '../preload/protocol.ts';
import type { NodeRecording } from './prepareRecording.ts';
import { requestUrl } from './requestUrl.ts';
import { awaitRoundCommand, runRoundCommand, type RoundCommand } from './roundCommand.ts';
import { servingProcess } from './servingProcess.ts';

/** What a program does in a round. */
export type RoundWork =
  /** It answers requests to this URL, so many. */
  | { readonly kind: 'request'; readonly url: URL; readonly repeat: number }
  /** A command is run beside it, so many times. */
  | { readonly kind: 'command'; readonly command: RoundCommand; readonly repeat: number }
  /** It calls the function `scenario` that it exports, so many times. */
  | { readonly kind: 'scenario'; readonly repeat: number }
  /** It runs its tests, so many times. */
  | { readonly kind: 'tests'; readonly repeat: number }
  /** Whatever it does by itself in this time. */
  | { readonly kind: 'time'; readonly ms: number }
  /** Whatever somebody does with it, until `done` settles. */
  | { readonly kind: 'hand'; readonly done: (round: number) => Promise<void> };

export interface LeakRounds {
  readonly work: RoundWork;
  readonly rounds: number;
  /** Rounds before the first snapshot, in which caches fill and code is compiled. */
  readonly warmup: number;
  /** Of the snapshots. */
  readonly folder: string;
  readonly onSnapshot: (taken: number, file: string) => void;
}

/**
 * Has a recorded program do its rounds, with a snapshot before the first and after each.
 * @param ended when the program has ended.
 * @returns the snapshots' paths, in their order.
 * @throws HeatlineError when the program ends before, or a round fails.
 */
export async function leakRounds(
  recording: NodeRecording,
  { work, rounds, warmup, folder, onSnapshot }: LeakRounds,
  ended: AbortSignal,
): Promise<readonly string[]> {
  const files: string[] = [];
  let at = 'before it was ready';
  try {
    const pid = await servingProcess(recording, work.kind === 'request' ? work.url : undefined, ended);
    if (work.kind === 'command') await awaitRoundCommand(work.command, ended);
    for (let round = 1 - warmup; round <= rounds; round++) {
      if (round > 0) {
        // Before the first round, too: it is what the others are compared with.
        if (round === 1) await take();
        at = `in round ${round} of ${rounds}`;
      } else at = 'while it warmed up';
      await doWork(recording, pid, { work, round }, ended);
      if (round > 0) await take();
    }
    async function take(): Promise<void> {
      const file = path.join(folder, `round-${files.length}.heapsnapshot`);
      if (work.kind === 'tests') await delay(reportMs, undefined, { signal: ended });
      await recording.snapshot(pid, file);
      files.push(file);
      onSnapshot(files.length, file);
    }
  } catch (error) {
    // Its sockets close a moment before the system tells that it has ended.
    await delay(goneMs, undefined, { signal: ended }).catch(() => undefined);
    if (!ended.aborted) throw error;
    const during =
      error instanceof HeatlineError && error.message.includes('snapshot') ? ', during a heap snapshot' : '';
    throw new HeatlineError(`The program ended ${at}${during}.`, hints[work.kind], error);
  }
  return files;
}

const goneMs = 500;
/** Test runners tell their main process of tests with a delay, vitest of 100 ms, and keep until then what they are about to tell. */
const reportMs = 250;

const hints: Readonly<Record<RoundWork['kind'], string>> = {
  request: 'It has to run until its rounds are over.',
  command: 'It has to run until its rounds are over.',
  scenario: 'It has to run until its rounds are over.',
  tests: 'It has to run tests of mocha, vitest, jest or node:test.',
  time: 'It has to run longer than its rounds.',
  hand: 'It has to run longer than its rounds.',
};

/** What has to be prepared in the program for this work. */
export function scenarioOf({ kind }: RoundWork): ScenarioKind | undefined {
  if (kind === 'tests') return kind;
  return kind === 'scenario' ? 'exported' : undefined;
}

async function doWork(
  recording: NodeRecording,
  pid: number,
  { work, round }: { readonly work: RoundWork; readonly round: number },
  ended: AbortSignal,
): Promise<void> {
  switch (work.kind) {
    case 'request':
      for (let count = 0; count < work.repeat; count++) await requestUrl(work.url, ended);
      return;
    case 'command':
      for (let count = 0; count < work.repeat; count++) await runRoundCommand(work.command, ended);
      return;
    case 'scenario':
    case 'tests':
      for (let count = 0; count < work.repeat; count++) await recording.round(pid);
      return;
    case 'time':
      await delay(work.ms, undefined, { signal: ended });
      return;
    case 'hand':
      await Promise.race([work.done(round), aborted(ended)]);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => {
      reject(new HeatlineError('The program ended.'));
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
