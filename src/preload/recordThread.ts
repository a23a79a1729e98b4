import { existsSync } from 'node:fs';
import { Session } from 'node:inspector';
import path from 'node:path';
import type { RawProfile } from './collector.ts';
import { createCollector } from './createCollector.ts';
import { profileFile, startFile, threadFile, type RecordedExtra, type RecordingSettings } from './protocol.ts';
import { reportError } from './reportError.ts';
import { offerSave, type Save, type SaveRequest } from './saveRequest.ts';
import { scriptCapture } from './scriptCapture.ts';
import { thisThread } from './thisThread.ts';
import { writeWhole } from './wholeFile.ts';

// Taken before the recorded program can replace it.
const { hrtime } = process;

/**
 * Measures the thread that calls it, now or when it is asked to, and lets others ask it to save. A failure ends the
 * measurement and never reaches the program.
 */
export function recordThread(settings: RecordingSettings): Save {
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

  let obey: (command: SaveRequest['command']) => State = () => 'finished';
  guarded(() => {
    obey = prepare(settings);
    return isToStart(settings) ? obey('start') : 'paused';
  });

  const answer: Save = ({ command, tid: wanted = tid, signal }) => {
    if (wanted !== tid || (signal !== undefined && process.listenerCount(signal) > 0)) {
      return { state: 'refused', ms: 0 };
    }
    if (state === 'saving') return { state: 'busy', ms: 0 };
    if (!commands[state].includes(command)) return { state: 'done', ms: 0 };
    const start = hrtime.bigint();
    guarded(() => obey(command));
    return { state: 'done', ms: Number(hrtime.bigint() - start) / 1e6 };
  };
  offerSave(answer);
  return answer;
}

type State = 'paused' | 'recording' | 'finished';

/** What changes anything in a state. */
const commands: Readonly<Record<State, readonly SaveRequest['command'][]>> = {
  paused: ['start'],
  recording: ['rotate', 'pause', 'finish'],
  finished: [],
};

function isToStart({ begin, directory }: RecordingSettings): boolean {
  return begin === 'start' || (begin === 'message' && existsSync(path.join(directory, startFile)));
}

/** Gets all ready; each command that is given to the function returned leads to a state. */
function prepare(settings: RecordingSettings): (command: SaveRequest['command']) => State {
  const { directory } = settings;
  const { pid, tid } = thisThread();
  const announce = (isPaused: boolean) => {
    writeWhole(directory, threadFile(pid, tid), { ...thisThread(), isPaused });
  };
  announce(!isToStart(settings));

  const session = new Session();
  session.connect();
  const captureScripts = scriptCapture(session);
  const collector = createCollector(session, settings);

  let segment = 0;
  const write = (profile: RawProfile, part: number | undefined) => {
    const scripts = captureScripts(profile, part === undefined);
    const heatline: RecordedExtra = { version: 1, thread: thisThread(), scripts };
    writeWhole(directory, profileFile(pid, tid, part, collector.extension), { ...profile, heatline });
  };
  return (command) => {
    switch (command) {
      case 'start':
        if (settings.begin !== 'start') announce(false);
        collector.start();
        return 'recording';
      case 'rotate':
        if (collector.rotate !== undefined) write(collector.rotate(), segment++);
        return 'recording';
      case 'pause':
        write(collector.stop(), segment++);
        announce(true);
        return 'paused';
      case 'finish':
        write(collector.stop(), undefined);
        return 'finished';
    }
  };
}
