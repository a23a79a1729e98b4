import fs from 'node:fs';
import v8 from 'node:v8';

// Taken before the recorded program can replace them.
const { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } = fs;
const { writeHeapSnapshot } = v8;

/**
 * Writes what is alive in this thread's heap to a file, whole or not at all. Node collects garbage first and streams it there; the inspector of newer
 * versions would wait for the event loop's next turn, which a busy program never takes.
 * @param heatline what the recorder knows besides, for the key `heatline`: in a file of its own it could get lost.
 * @throws when it cannot be written.
 */
export function takeSnapshot(path: string, heatline: object): void {
  const partial = `${path}.tmp`;
  try {
    writeHeapSnapshot(partial);
    addKey(partial, heatline);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function addKey(path: string, heatline: object): void {
  const file = openSync(path, 'r+');
  try {
    // The brace with which V8 ends the file.
    const end = fstatSync(file).size - 1;
    writeSync(file, `,"heatline":${JSON.stringify(heatline)}}`, end);
  } finally {
    closeSync(file);
  }
}
