import { brokenStackNotes } from '../core/analysis/brokenStacks.ts';
import { sampleNotes } from '../core/analysis/sampleNotes.ts';
import type { ReadChoice } from '../core/formats/format.ts';
import { readProfile } from '../core/formats/formats.ts';
import type { Profile } from '../core/model/profile.ts';
import type { SourceHost } from '../core/sources/scripts.ts';
import { mapProfile } from '../core/sources/mapProfile.ts';
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
  const mapped = mapProfile(await symbolizer.symbolize(raw), host);
  return { raw, profile: { ...mapped, notes: [...mapped.notes, ...brokenStackNotes(mapped), ...sampleNotes(mapped)] } };
}
