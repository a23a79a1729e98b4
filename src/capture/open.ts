import { brokenStackNotes } from '../core/analysis/brokenStacks.ts';
import { sampleNotes } from '../core/analysis/sampleNotes.ts';
import type { ReadChoice } from '../core/formats/format.ts';
import { readProfile } from '../core/formats/formats.ts';
import type { Profile } from '../core/model/profile.ts';
import type { SourceHost } from '../core/sources/scripts.ts';
import { mapProfile } from '../core/sources/mapProfile.ts';
import { placePython } from '../core/sources/placePython.ts';
import { Symbolizer, type SymbolizerOptions } from '../symbols/symbolizer.ts';
import { readInput } from './readInput.ts';
import { sourceHost } from './sourceHost.ts';

/** A profile as it was recorded, and on its original sources. */
export interface Opened {
  readonly raw: Profile;
  readonly profile: Profile;
}

/**
 * Reads a profile of any readable format, names its machine code and maps it onto the sources of this machine.
 * @throws HeatlineError when the file cannot be read, is no profile or has not what was chosen.
 */
export function openProfile(path: string, choice: ReadChoice & SymbolizerOptions = {}): Promise<Opened> {
  const raw = readInput(path, (input) => readProfile(input, choice));
  return mapOntoSources(raw, sourceHost, new Symbolizer(choice));
}

export async function mapOntoSources(
  raw: Profile,
  host: SourceHost = sourceHost,
  symbolizer = new Symbolizer(),
): Promise<Opened> {
  return { raw, profile: mapped(await symbolizer.symbolize(raw), host) };
}

/** As `openProfile` does, but keeps only what it gives: the recorded stacks of a large profile are let go before its scripts are parsed. */
export async function openMapped(path: string, choice?: ReadChoice): Promise<Profile> {
  return mapped(await symbolized(path, choice), sourceHost);
}

/** Apart from the function that waits for it, which would keep the profile that was read. */
function symbolized(path: string, choice?: ReadChoice): Promise<Profile> {
  return new Symbolizer().symbolize(readInput(path, (input) => readProfile(input, choice)));
}

function mapped(named: Profile, host: SourceHost): Profile {
  const profile = mapProfile(placePython(named, host), host);
  return { ...profile, notes: [...profile.notes, ...brokenStackNotes(profile), ...sampleNotes(profile)] };
}
