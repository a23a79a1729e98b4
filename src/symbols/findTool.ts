import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The first program of a name on the PATH, or with the highest version where only `name-18` is there. */
export function findTool(name: string): string | undefined {
  // An empty or relative entry would be the folder of whatever is opened.
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const plain = folders.map((folder) => join(folder, name)).find(isExecutable);
  return plain ?? folders.flatMap((folder) => versionsIn(folder, name)).find(isExecutable);
}

function versionsIn(folder: string, name: string): string[] {
  try {
    const versionOf = (file: string): number => Number(file.slice(name.length + 1));
    return readdirSync(folder)
      .filter((file) => file.startsWith(`${name}-`) && versionOf(file) > 0)
      .sort((a, b) => versionOf(b) - versionOf(a))
      .map((file) => join(folder, file));
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
