import type { HeapEvent } from '../core/model/heapEvent.ts';
import type { Note } from '../core/model/note.ts';
import type { Begin, Measure } from '../preload/protocol.ts';
import type { CallGraphChoice } from './perf/callGraphChoice.ts';
import type { RecordedFiles } from './recordedFiles.ts';

/** A program, then its arguments. No shell reads them. */
export type Argv = readonly [string, ...string[]];

export interface RecordingOptions {
  readonly measure: Measure;
  /** What of memory is counted: in place of CPU time or, where that is measured, beside it. */
  readonly memory?: HeapEvent | undefined;
  /** Of CPU sampling. */
  readonly intervalUs: number;
  /** How perf follows stacks; the better way for the program, where nothing is said. */
  readonly callGraph?: CallGraphChoice;
  /** Whether somebody watches while the program runs, so that parts are saved often. */
  readonly live: boolean;
  /** With the program, where nothing is said. */
  readonly begin?: Begin;
  /** The environment that the program would get without us. */
  readonly env: NodeJS.ProcessEnv;
  /** Path of the built preload. */
  readonly preload: string;
}

/** A recording that waits for programs. Whoever starts them decides how; `env` and `command` make them part of it. */
export interface Recording {
  /** To be added to the program's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What to start instead of a command, to have it measured. */
  command(argv: Argv, cwd: string): RecordedCommand;
  /** The processes that were recorded so far, whether they still run or not. */
  processes(): readonly RecordedProcess[];
  /**
   * Writes a heap snapshot of a process that is ready, whatever its main thread does, after a garbage collection; absent where
   * the programs are not Node's.
   * @throws HeatlineError when it cannot be written, or the process ends meanwhile: then there is no file.
   */
  readonly snapshot?: (pid: number, file: string) => Promise<void>;
  /** Begins to measure, where that waits for it. */
  start(): void;
  /** Puts a marker on the timeline of each process that is measured; absent where there is none. */
  mark?(name: string): void;
  /** What was saved until now. */
  files(): RecordedFiles;
  /** Has everything saved, and nothing measured any more; the processes go on running. Waits for them no longer than this. */
  save(graceMs: number): Promise<void>;
  /** Saves, then ends all processes and all that `root` started: what has not ended after this time is killed. */
  stop(graceMs: number, root?: number): Promise<void>;
  /** Settles when the processes that the program left running have ended, or are not measured; absent where nobody can tell. */
  outlived?(): Promise<void>;
  /** When the program has ended: what was recorded. Of children that still run, the profile is taken now. */
  finish(): Promise<RecordedFiles>;
  /** Removes all files. */
  dispose(): void;
}

export interface RecordedCommand {
  readonly argv: Argv;
  /** What the result has to say about it. */
  readonly notes: readonly Note[];
}

export interface RecordedProcess {
  readonly pid: number;
  /** Its command line, for a person. */
  readonly command: string;
  /** Whether it can save on demand and on signals by now. */
  readonly ready: boolean;
}
