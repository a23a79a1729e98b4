import type { Input, ReadChoice } from '../core/formats/format.ts';
import { readProfile } from '../core/formats/formats.ts';
import type { Note } from '../core/model/note.ts';
import type { Profile } from '../core/model/profile.ts';

/** Reads a profile where perf may not be started, which else unwinds the stacks that it copied into a recording. */
export function readUntrusted(input: Input, choice?: ReadChoice): Profile {
  let isCopied = false as boolean;
  const unwound = (): undefined => {
    isCopied = true;
  };
  const profile = readProfile({ ...input, unwound }, choice);
  if (!isCopied) return profile;
  const note: Note = {
    kind: 'no-callers',
    message:
      'perf is not started in a folder that you do not trust, so that callers, which it unwinds, are missing: trust the folder.',
  };
  return { ...profile, notes: [...profile.notes.filter(({ kind }) => kind !== 'no-callers'), note] };
}
