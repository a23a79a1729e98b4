import { errorFile, type RecordedError, type RecordingSettings } from './protocol.ts';
import { thisThread } from './thisThread.ts';
import { writeWhole } from './wholeFile.ts';

/** Leaves a trace of what went wrong for the recorder to find: the program must not notice. */
export function reportError({ directory }: RecordingSettings, error: unknown): void {
  try {
    const thread = thisThread();
    const content: RecordedError = {
      version: 1,
      thread,
      message: error instanceof Error ? error.message : String(error),
    };
    writeWhole(directory, errorFile(thread.pid, thread.tid), content);
  } catch {
    // The recording is over and its directory gone.
  }
}
