import { readInput } from '../capture/readInput.ts';
import type { RecordedFiles } from '../capture/recordedFiles.ts';
import { readProfile } from '../core/formats/formats.ts';
import { mergeProfiles } from '../core/model/mergeProfiles.ts';
import type { Profile } from '../core/model/profile.ts';

/** Reads what a run leaves while it goes on: each part once, as it comes. */
export class RunReader {
  private profile: Profile | undefined;
  private readonly known = new Set<string>();

  /** All that was recorded until now; nothing before the first part. */
  read({ profiles, threads }: RecordedFiles): Profile | undefined {
    const parts: Profile[] = [];
    for (const file of profiles) {
      if (this.known.has(file)) continue;
      this.known.add(file);
      parts.push(readInput(file, readProfile));
    }
    if (parts.length > 0) {
      const all = this.profile === undefined ? parts : [this.profile, ...parts];
      this.profile = mergeProfiles(all, threads[0]?.recorder);
    }
    return this.profile;
  }
}
