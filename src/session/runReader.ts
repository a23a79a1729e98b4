import { readInput } from '../capture/readInput.ts';
import type { RecordedFiles } from '../capture/recordedFiles.ts';
import { readProfile } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { mergeProfiles } from '../core/model/mergeProfiles.ts';
import type { Profile } from '../core/model/profile.ts';

/** Reads what a run leaves while it goes on: each part once, as it comes; logs, which grow, from their start. */
export class RunReader {
  private parts: Profile | undefined;
  private readonly known = new Set<string>();

  /** All that was recorded until now; nothing before the first sample. */
  read({ profiles, threads }: RecordedFiles): Profile | undefined {
    const recorder = threads[0]?.recorder;
    const logs = profiles.filter((file) => file.endsWith('.log'));
    const fresh = profiles.filter((file) => !logs.includes(file) && !this.known.has(file));
    for (const file of fresh) this.known.add(file);
    this.parts = add(
      this.parts,
      fresh.map((file) => readInput(file, readProfile)),
      recorder,
    );
    return add(this.parts, logs.flatMap(readBegun), recorder);
  }
}

function add(known: Profile | undefined, more: readonly Profile[], recorder: string | undefined): Profile | undefined {
  if (more.length === 0) return known;
  return mergeProfiles(known === undefined ? more : [known, ...more], recorder);
}

/** A log in which V8 has not written a sample yet is no profile. */
function readBegun(file: string): Profile[] {
  try {
    return [readInput(file, readProfile)];
  } catch (error) {
    if (error instanceof HeatlineError) return [];
    throw error;
  }
}
