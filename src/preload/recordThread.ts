import { existsSync } from 'node:fs';
import { Session } from 'node:inspector';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { createCollectors } from './createCollectors.ts';
import { profileFile, startFile, threadFile, type RecordedExtra, type RecordingSettings } from './protocol.ts';
import type { ProcessRows } from './processRows.ts';
import { reportError } from './reportError.ts';
import { reasonOf } from './reasonOf.ts';
import { keepStacks } from './keepStacks.ts';
import { offerSave, type Save, type SaveRequest } from './saveRequest.ts';
import { sampleThread, type ThreadSampler } from './sampleThread.ts';
import { captureAllScripts, scriptCapture } from './scriptCapture.ts';
import { takeSnapshot } from './takeSnapshot.ts';
import { thisThread } from './thisThread.ts';
import { writeWhole } from './wholeFile.ts';

// Taken before the recorded program can replace it.
const { hrtime } = process;

/**
 * Measures the thread that calls it, now or when it is asked to, and lets others ask it to save. A failure ends the
 * measurement and never reaches the program.
 * @param rows what the watchdog writes of the process, in the main thread.
 * @returns nothing where the thread has no inspector: the process of `node --test`, which only starts others, has none.
 */
export function recordThread(settings: RecordingSettings, rows: ProcessRows | undefined): Save | undefined {
  const { tid } = thisThread();
  let state: State | 'saving' = 'paused';
  const guarded = (action: () => State): void => {
    state = 'saving';
    try {
      state = action();
    } catch (error) {
      state = 'finished';
      reportError(settings, error);
    }
  };

  const session = new Session();
  try {
    session.connect();
  } catch (error) {
    reportError(settings, error);
    return undefined;
  }
  const timeline = sampleThread(settings.measure, rows);
  let obey: (command: ProfileCommand) => State = () => 'finished';
  guarded(() => {
    if (settings.snapshots === 'with-allocations' || settings.snapshots === 'at-end') keepStacks();
    obey = prepare(settings, session, timeline);
    return isToStart(settings) ? obey('start') : 'paused';
  });

  const answer: Save = ({ command, tid: wanted = tid, signal, file = '', name = '' }) => {
    if (wanted !== tid || (signal !== undefined && process.listenerCount(signal) > 0)) {
      return { state: 'refused', ms: 0 };
    }
    if (state === 'saving') return { state: 'busy', ms: 0 };
    if (command === 'sample' || command === 'mark') {
      if (command === 'sample') timeline.sample();
      else timeline.mark('user', name);
      return { state: 'done', ms: 0 };
    }
    if (command !== 'snapshot' && !commands[state].includes(command)) return { state: 'done', ms: 0 };
    const start = hrtime.bigint();
    let failure: string | undefined;
    const before = state;
    guarded(() => {
      if (command !== 'snapshot') return obey(command);
      // It has nothing to do with what is measured, which goes on.
      failure = failureOf(() => {
        takeSnapshot(file, ownKey(session));
        timeline.mark('snapshot', path.basename(file));
      });
      return before;
    });
    return { state: 'done', ms: Number(hrtime.bigint() - start) / 1e6, ...(failure === undefined ? {} : { failure }) };
  };
  offerSave(answer);
  return answer;
}

type State = 'paused' | 'recording' | 'finished';

type ProfileCommand = Exclude<SaveRequest['command'], 'sample' | 'mark' | 'snapshot'>;

function failureOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What a snapshot of this thread's heap does not hold of it. */
function ownKey(session: Session): RecordedExtra {
  return { version: 1, thread: thisThread(), scripts: captureAllScripts(session) };
}

/** What changes anything in a state. */
const commands: Readonly<Record<State, readonly ProfileCommand[]>> = {
  paused: ['start'],
  recording: ['rotate', 'pause', 'finish'],
  finished: [],
};

function isToStart({ begin, directory, snapshots }: RecordingSettings): boolean {
  // Node tracks allocations in its main thread only.
  if (snapshots === 'at-end' && !isMainThread) return false;
  return begin === 'start' || (begin === 'message' && existsSync(path.join(directory, startFile)));
}

/** Gets all ready; each command that is given to the function returned leads to a state. */
function prepare(
  settings: RecordingSettings,
  session: Session,
  timeline: ThreadSampler,
): (command: ProfileCommand) => State {
  const { directory } = settings;
  const { pid, tid } = thisThread();
  const announce = (isPaused: boolean) => {
    writeWhole(directory, threadFile(pid, tid), { ...thisThread(), isPaused });
  };
  announce(!isToStart(settings));

  // Each kind of profile is read without the others, so that each has its scripts.
  const collectors = createCollectors(session, settings).map((collector) => ({
    collector,
    captureScripts: scriptCapture(session),
  }));

  let segment = 0;
  const write = (command: 'rotate' | 'stop', part: number | undefined) => {
    if (settings.snapshots === 'at-end') {
      if (command === 'rotate') return;
      const heatline: RecordedExtra = { ...ownKey(session), ...timeline.take() };
      takeSnapshot(path.join(directory, profileFile(pid, tid, part, '.heapsnapshot')), heatline);
      return;
    }
    for (const [index, { collector, captureScripts }] of collectors.entries()) {
      const profile = collector[command]?.();
      if (profile === undefined) continue;
      const { event, extension } = collector;
      const scripts = captureScripts(profile, part === undefined);
      const counted = event === undefined ? {} : { event };
      const own = { version: 1, thread: thisThread(), scripts } as const;
      const heatline: RecordedExtra = { ...own, ...counted, ...(index === 0 && timeline.take()) };
      writeWhole(directory, profileFile(pid, tid, part, extension), { ...profile, heatline });
    }
  };
  return (command) => {
    switch (command) {
      case 'start':
        if (settings.begin !== 'start') announce(false);
        for (const { collector } of collectors) collector.start();
        timeline.start();
        if (settings.begin !== 'start') timeline.mark('measuring', 'Measuring began');
        return 'recording';
      case 'rotate':
        write('rotate', segment++);
        return 'recording';
      case 'pause':
        timeline.mark('measuring', 'Measuring paused');
        write('stop', segment++);
        timeline.stop();
        announce(true);
        return 'paused';
      case 'finish':
        write('stop', undefined);
        timeline.stop();
        return 'finished';
    }
  };
}
