import { readInput } from '../capture/readInput.ts';
import { allocationsEnding, type RecordedFiles } from '../capture/recordedFiles.ts';
import { recordedTimeline } from '../capture/recordedTimeline.ts';
import { readProfile } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { mergeProfiles } from '../core/model/mergeProfiles.ts';
import { mergeTimelines } from '../core/model/mergeTimelines.ts';
import type { Note } from '../core/model/note.ts';
import type { Profile } from '../core/model/profile.ts';

/** V8's logs and perf's recordings grow while the program runs. */
const growing = /(\.log|perf\.data)$/;

/** Reads what a run leaves while it goes on: each part once, as it comes; files that grow, from their start. */
export class RunReader {
  private parts: Profile | undefined;
  private readonly known = new Set<string>();

  /** All that was recorded until now; nothing before the first sample. */
  read(files: RecordedFiles): Profile | undefined {
    const { profiles, threads } = files;
    const recorder = threads[0]?.recorder;
    // What tracked allocations leave comes at the end only, and is large.
    const parts = profiles.filter((file) => !growing.test(file) && !file.endsWith(allocationsEnding));
    const fresh = parts.filter((file) => !this.known.has(file));
    for (const file of fresh) this.known.add(file);
    this.parts = add(
      this.parts,
      fresh.map((file) => readInput(file, readProfile)),
      recorder,
    );
    const profile = add(this.parts, profiles.filter((file) => growing.test(file)).flatMap(readBegun), recorder);
    return profile && { ...profile, timeline: mergeTimelines([profile.timeline, recordedTimeline(files)]) };
  }
}

function add(known: Profile | undefined, more: readonly Profile[], recorder: string | undefined): Profile | undefined {
  if (more.length === 0) return known;
  return mergeProfiles(known === undefined ? more : [known, ...more], recorder);
}

/** A file without a sample yet is no profile. */
function readBegun(file: string): Profile[] {
  try {
    // Stacks that perf copied it unwinds once, when it has ended.
    const profile = readInput(file, ({ unwound: _later, ...input }) => readProfile(input));
    return [{ ...profile, notes: profile.notes.flatMap(noteOfBegun) }];
  } catch (error) {
    if (error instanceof HeatlineError) return [];
    throw error;
  }
}

/** Of a file that grows, the end is not lost but to come. */
function noteOfBegun(note: Note): Note[] {
  if (note.kind === 'lost-part') return [];
  if (note.kind !== 'no-callers') return [note];
  return [
    { kind: 'no-callers', message: 'While the program runs, its lines have no callers: perf adds them at its end.' },
  ];
}
