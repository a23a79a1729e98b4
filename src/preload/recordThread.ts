import { Session } from 'node:inspector';
import type { RawProfile } from './collector.ts';
import { createCollector } from './createCollector.ts';
import { profileFile, threadFile, type RecordedExtra, type RecordingSettings } from './protocol.ts';
import { reportError } from './reportError.ts';
import { offerSave, type Save, type SaveRequest } from './saveRequest.ts';
import { scriptCapture } from './scriptCapture.ts';
import { thisThread } from './thisThread.ts';
import { writeWhole } from './wholeFile.ts';

// Taken before the recorded program can replace it.
const { hrtime } = process;

/** Starts to measure the thread that calls it, and lets others ask it to save. A failure ends the measurement and never reaches the program. */
export function recordThread(settings: RecordingSettings): Save {
  const { tid } = thisThread();
  let state: 'recording' | 'saving' | 'finished' = 'recording';
  const guarded = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      state = 'finished';
      reportError(settings, error);
    }
  };

  let save: (command: SaveRequest['command']) => void = () => undefined;
  guarded(() => {
    save = startSaving(settings);
  });

  const answer: Save = ({ command, tid: wanted = tid, signal }) => {
    if (wanted !== tid || (signal !== undefined && process.listenerCount(signal) > 0)) {
      return { state: 'refused', ms: 0 };
    }
    if (state === 'saving') return { state: 'busy', ms: 0 };
    if (state === 'finished') return { state: 'done', ms: 0 };
    const start = hrtime.bigint();
    state = 'saving';
    guarded(() => {
      save(command);
      state = command === 'rotate' ? 'recording' : 'finished';
    });
    return { state: 'done', ms: Number(hrtime.bigint() - start) / 1e6 };
  };
  offerSave(answer);
  return answer;
}

function startSaving(settings: RecordingSettings): (command: SaveRequest['command']) => void {
  const { directory } = settings;
  const { pid, tid } = thisThread();
  writeWhole(directory, threadFile(pid, tid), thisThread());

  const session = new Session();
  session.connect();
  const captureScripts = scriptCapture(session);
  const collector = createCollector(session, settings);
  collector.start();

  let segment = 0;
  const write = (profile: RawProfile, part: number | undefined) => {
    const scripts = captureScripts(profile, part === undefined);
    const heatline: RecordedExtra = { version: 1, thread: thisThread(), scripts };
    writeWhole(directory, profileFile(pid, tid, part, collector.extension), { ...profile, heatline });
  };
  return (command) => {
    if (command === 'finish') {
      write(collector.stop(), undefined);
    } else if (collector.rotate !== undefined) {
      write(collector.rotate(), segment++);
    }
  };
}
