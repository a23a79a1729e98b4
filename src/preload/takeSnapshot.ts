import fs from 'node:fs';
import v8 from 'node:v8';

// Taken before the recorded program can replace them.
const { renameSync, rmSync } = fs;
const { writeHeapSnapshot } = v8;

/**
 * Writes what is alive in this thread's heap to a file, whole or not at all. Node collects garbage first and streams it there; the inspector of newer
 * versions would wait for the event loop's next turn, which a busy program never takes.
 * @throws when it cannot be written.
 */
export function takeSnapshot(path: string): void {
  const partial = `${path}.tmp`;
  try {
    writeHeapSnapshot(partial);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
