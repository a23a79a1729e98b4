import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { sampleNotes } from '../core/analysis/sampleNotes.ts';
import { readProfile } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile } from '../core/model/profile.ts';
import type { SourceHost } from '../core/sources/scripts.ts';
import { mapProfile } from '../core/sources/mapProfile.ts';

/** A profile as it was recorded, and on its original sources. */
export interface Opened {
  readonly raw: Profile;
  readonly profile: Profile;
}

/**
 * Reads a profile of any readable format and maps it onto the sources of this machine.
 * @throws HeatlineError when the file cannot be read or is no profile.
 */
export async function openProfile(path: string): Promise<Opened> {
  return mapOntoSources(readProfile({ name: basename(path), bytes: await readBytes(path) }));
}

export function mapOntoSources(raw: Profile): Opened {
  const mapped = mapProfile(raw, sourceHost);
  return { raw, profile: { ...mapped, notes: [...mapped.notes, ...sampleNotes(mapped)] } };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const name = basename(path);
    if (code === 'ENOENT') throw new HeatlineError(`${path} does not exist.`, 'Check the path.', error);
    if (code === 'EISDIR') throw new HeatlineError(`${path} is a folder.`, 'Name a profile in it.', error);
    if (code === 'EACCES') throw new HeatlineError(`${name} may not be read.`, 'Check its permissions.', error);
    if (code === 'ERR_FS_FILE_TOO_LARGE')
      throw new HeatlineError(`${name} is larger than 2 GB.`, 'Record a shorter run.', error);
    throw new HeatlineError(`${name} cannot be read: ${String(error)}`, '', error);
  }
}

const sourceHost: SourceHost = {
  readText: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
};
