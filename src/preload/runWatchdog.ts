import { connect } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { catchSignals, fatalSignals } from './catchSignals.ts';
import { mainInterrupter } from './interruptMain.ts';
import { ProcessRows } from './processRows.ts';
import type { ProcessMessage, RecorderMessage } from './protocol.ts';
import { reasonOf } from './reasonOf.ts';
import { sampleProcess } from './sampleProcess.ts';
import { canDisconnect, type MainMessage, type WatchdogData, type WatchdogMessage } from './watchdogState.ts';

/** A main thread that does not save in this time is deep in native code: a signal waits for it no longer. */
const signalMs = 2000;
/** The same where what it saves may be a snapshot of its heap. */
const snapshotMs = 60_000;

const firstRotationMs = 2000;
/**
 * The program stands still while a part is saved: 0.15 s in a run of tsc. The next part waits so long that this takes
 * 2 % of the time, but not longer than half a minute, because its cost grows with its length.
 */
const rotationsPerCost = 50;
const longestRotationMs = 30_000;

/**
 * The thread beside the main thread that has it save when it could not by itself: on a signal, on the recorder's
 * word in the middle of a busy loop, and now and then, so that a kill or a crash loses only the last part.
 */
export function runWatchdog({ socket, partMs, state, rows, staysConnected }: WatchdogData): void {
  const interrupt = mainInterrupter(state, staysConnected);
  const recorder = connect(socket);
  const say = (message: ProcessMessage) => recorder.write(`${message}\n`);

  const catchSignal = catchSignals((signal) => {
    const tooLate = new Promise<undefined>((resolve) => {
      setTimeout(resolve, staysConnected ? snapshotMs : signalMs, undefined);
    });
    void Promise.race([interrupt({ command: 'finish', signal }), tooLate]).then((answers) => {
      if (answers?.[0]?.state === 'refused') return;
      catchSignal(signal, false);
      process.kill(process.pid, signal);
    });
  });
  for (const signal of fatalSignals) catchSignal(signal, true);

  let timer: NodeJS.Timeout | undefined;
  const rotateAfter = (ms: number) => {
    timer = setTimeout(() => {
      void interrupt({ command: 'rotate' }).then((answers) => {
        const cost = Math.max(0, ...answers.map((answer) => answer.ms));
        rotateAfter(Math.min(longestRotationMs, Math.max(partMs, rotationsPerCost * cost)));
      });
    }, ms);
  };
  // Where the main thread cannot be let go of again, its exit would print a line: see `watchdogState`. Snapshots have no parts.
  if (canDisconnect && !staysConnected) rotateAfter(Math.min(partMs, firstRotationMs));

  let isSampled = true;
  const stopSampling = sampleProcess(new ProcessRows(rows), () => {
    if (!isSampled || !canDisconnect || staysConnected) return;
    isSampled = false;
    void interrupt({ command: 'sample', tid: 0 }).finally(() => (isSampled = true));
  });

  let finished: Promise<void> | undefined;
  const finish = () => {
    finished ??= interrupt({ command: 'finish' }).then(() => {
      for (const signal of fatalSignals) catchSignal(signal, false);
      clearTimeout(timer);
      stopSampling();
      say('saved');
      recorder.end();
      parentPort?.close();
    });
  };
  const sayWhetherDone = (failure: string | undefined) => {
    say(failure === undefined ? 'done' : `failed ${JSON.stringify(failure)}`);
  };
  const obey = (message: RecorderMessage) => {
    const [command, json = ''] = message.split(/ (.*)/s);
    if (command === 'save') finish();
    else if (command === 'start') void interrupt({ command });
    else if (command === 'mark') void interrupt({ command, name: JSON.parse(json) as string, tid: 0 });
    else if (command === 'round') parentPort?.postMessage(command satisfies MainMessage);
    else if (command === 'snapshot') {
      // Only of the main thread: workers have heaps of their own.
      const taken = interrupt({ command, file: JSON.parse(json) as string, tid: 0 });
      taken.then(
        ([main]) => {
          sayWhetherDone(main === undefined ? 'the program is about to end' : main.failure);
        },
        (error: unknown) => {
          sayWhetherDone(reasonOf(error));
        },
      );
    }
  };
  recorder.on('connect', () => {
    say(`hello ${process.pid}`);
    let heard = '';
    recorder.setEncoding('utf8').on('data', (text: string) => {
      const lines = (heard + text).split('\n');
      heard = lines.pop() ?? '';
      for (const line of lines) obey(line as RecorderMessage);
    });
    // When the recorder is gone, nobody is left to record for.
    recorder.on('close', finish);
  });
  recorder.on('error', () => undefined);

  parentPort?.on('message', (message: WatchdogMessage) => {
    if (message === 'release') interrupt.release();
    else if (message === 'tests') say(message);
    else if ('roundFailure' in message) sayWhetherDone(message.roundFailure);
    else catchSignal(message.signal, !message.handled);
  });
}
