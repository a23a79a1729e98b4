import type { Profile, Unit } from '../model/profile.ts';

/** A file as a format sees it: of any size, so that whoever can reads it piece by piece. */
export interface Input {
  /** The file's name, for its extension and for messages. */
  readonly name: string;
  /** Absolute; absent where the file is only in memory. */
  readonly path?: string;
  /** In bytes. */
  readonly size: number;
  /**
   * The bytes from `start` up to `end`, or up to the file's end. They are written into `into`, which has room for them; without
   * it they are valid for good: no later read writes over them.
   */
  read(start: number, end: number, into?: Uint8Array): Uint8Array;
  /** Another file that this one names: absolute, or relative to this one's folder; undefined where it cannot be read. */
  readonly beside?: (path: string) => Input | undefined;
  /**
   * Of a recording of perf with copies of the stack: the stacks as perf unwinds them; undefined where that cannot be.
   * @param jitDumps paths of those that say how to unwind the code that a runtime made.
   */
  readonly unwound?: (jitDumps: readonly string[]) => Input | undefined;
}

/** What to read of a file that holds more than one profile. */
export interface ReadChoice {
  /** Which of `Profile.events`. */
  readonly event?: string;
}

/** One file format. Adding one is a file, a line in `formats.ts` and a fixture. */
export interface Format {
  /** e.g. `cpuprofile`; what `--to` takes. */
  readonly id: string;
  /** e.g. `V8 CPU profile`. */
  readonly name: string;
  /** With the dot, e.g. `.cpuprofile`. */
  readonly extensions: readonly string[];
  /** Of files that are known by their whole name, e.g. `callgrind.out.*`. */
  readonly fileNames?: readonly string[];
  /** Whether `read` would try, judged by name and first bytes. Never throws. Absent where Heatline only writes. */
  readonly accepts?: (input: Input) => boolean;
  /**
   * The profile, with notes for what could not be read.
   * @throws HeatlineError when the input is not this format at all, or has not what was chosen.
   */
  readonly read?: (input: Input, choice?: ReadChoice) => Profile;
  readonly write?: (profile: Profile) => string | Uint8Array;
  /** The only unit that `write` has a place for; absent when it takes any. */
  readonly writesOnly?: Unit;
}
