import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { endProcesses } from './endProcesses.ts';
import type { RecordedFiles } from './recordedFiles.ts';
import type { Argv, Recording } from './recording.ts';

export interface Wrapping {
  /** What the tool is called, where it measured nothing. */
  readonly name: string;
  /** What to do when it measured nothing. */
  readonly hint?: string;
  /** To be added to the program's environment. */
  readonly env?: (directory: string) => Readonly<Record<string, string>>;
  /** Starts a command in a way that leaves a file of each process in a directory. */
  readonly command: (argv: Argv, directory: string) => Argv;
  /** Whether a file that is there is a profile. */
  readonly isProfile?: (name: string) => boolean;
  /** Once the program has ended: makes the profiles of what it left. */
  readonly ended?: (directory: string) => Promise<void>;
}

/** Measures a whole run, by a tool that starts the program and writes when it ends. */
export function wrappedRecording(wrapping: Wrapping): Recording {
  const { name, hint = 'Look at what the program and the profiler printed.', isProfile = () => true } = wrapping;
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const files = (): RecordedFiles => {
    const written = readdirSync(directory).filter(isProfile).sort();
    const whole = written.map((file) => path.join(directory, file)).filter((file) => statSync(file).size > 0);
    return { threads: [], profiles: whole, lost: [], errors: [] };
  };
  return {
    env: wrapping.env?.(directory) ?? {},
    command: (argv) => ({ argv: wrapping.command(argv, directory), notes: [] }),
    processes: () => [],
    start: () => undefined,
    files,
    // It writes at the end, also at one by a signal.
    save: () => Promise.resolve(),
    stop: (graceMs, root) => endProcesses(() => [], graceMs, root),
    finish: async () => {
      await wrapping.ended?.(directory);
      const recorded = files();
      if (recorded.profiles.length > 0) return recorded;
      throw new HeatlineError(`${name} has measured nothing.`, hint);
    },
    dispose: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
