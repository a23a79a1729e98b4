import fs from 'node:fs';
import v8 from 'node:v8';

// Taken before the recorded program can replace them.
const { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } = fs;
const { writeHeapSnapshot } = v8;

/**
 * Writes what is alive in this thread's heap to a file, whole or not at all. Node collects garbage first and streams it there; the inspector of newer
 * versions would wait for the event loop's next turn, which a busy program never takes.
 * @throws when it cannot be written.
 */
export function takeSnapshot(path: string): void {
  write(path, () => undefined);
}

/** The same, with what the recorder knows under the key `heatline`: in a file of its own it could get lost. */
export function takeSnapshotWith(path: string, heatline: object): void {
  write(path, (partial) => {
    const file = openSync(partial, 'r+');
    try {
      // The brace with which V8 ends the file.
      const end = fstatSync(file).size - 1;
      writeSync(file, `,"heatline":${JSON.stringify(heatline)}}`, end);
    } finally {
      closeSync(file);
    }
  });
}

function write(path: string, complete: (partial: string) => void): void {
  const partial = `${path}.tmp`;
  try {
    writeHeapSnapshot(partial);
    complete(partial);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
