import fs from 'node:fs';
import path from 'node:path';

// Taken before the recorded program can replace them.
const { renameSync, writeFileSync } = fs;

/** Writes a whole file or none, so that nobody reads a half. */
export function writeWhole(directory: string, name: string, content: object): void {
  const file = path.join(directory, name);
  writeFileSync(`${file}.tmp`, JSON.stringify(content));
  renameSync(`${file}.tmp`, file);
}
