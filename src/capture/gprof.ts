import { mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { isBuiltForGprof } from '../symbols/isBuiltForGprof.ts';
import { endProcesses } from './endProcesses.ts';
import { findProgram } from './findProgram.ts';
import type { RecordedFiles } from './recordedFiles.ts';
import type { Recording, RecordingOptions } from './recording.ts';
import type { Tool } from './tool.ts';

/**
 * What compilers build into a program with `-pg`: a hundred samples a second by the C library, and no permissions. It
 * stands in for perf, as it slows a program down far less than a simulator.
 */
export const gprof: Tool = {
  id: 'gprof',
  name: 'gprof',
  measures: ['cpu'],
  fits: { node: 0, python: 0, native: 0, profiled: 2, sanitized: 0 },
  find: () => {
    const record = (options: RecordingOptions) => Promise.resolve(gprofRecording(options));
    return Promise.resolve(
      process.platform === 'linux'
        ? { state: 'found', version: 'in programs that were built with -pg', wholeRuns: true, record }
        : { state: 'missing', reason: 'gprof is known on Linux only.', mend: 'use a profiler of this system' },
    );
  },
};

function gprofRecording({ env }: RecordingOptions): Recording {
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const prefix = 'gmon.out';
  const files = (): RecordedFiles => {
    const written = readdirSync(directory).filter((name) => name.startsWith(prefix));
    return { threads: [], profiles: written.map((name) => path.join(directory, name)), lost: [], errors: [] };
  };
  return {
    // glibc adds the process' number: children that are the same program, forked, have files of their own.
    env: { GMON_OUT_PREFIX: path.join(directory, prefix) },
    command: (argv, cwd) => {
      const program = findProgram(argv[0], { cwd, env });
      if (program !== undefined && !isBuiltForGprof(program)) {
        throw new HeatlineError(
          `${argv[0]} does not measure itself.`,
          'Build it with -pg, compiled and linked, or choose another profiler.',
        );
      }
      // Where the names of a gmon.out's addresses are looked for.
      if (program !== undefined) symlinkSync(realpathSync(program), path.join(directory, 'a.out'));
      return { argv, notes: [] };
    },
    processes: () => [],
    start: () => undefined,
    files,
    // It writes when it ends by itself.
    save: () => Promise.resolve(),
    stop: (graceMs, root) => endProcesses(() => [], graceMs, root),
    finish: () => {
      const recorded = files();
      if (recorded.profiles.length > 0) return Promise.resolve(recorded);
      throw new HeatlineError(
        'The program left no gmon.out.',
        'It writes one when it returns from main or calls exit, not when a signal ends it.',
      );
    },
    dispose: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
