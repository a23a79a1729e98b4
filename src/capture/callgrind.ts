import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { endProcesses } from './endProcesses.ts';
import { installCommand } from './installCommand.ts';
import type { RecordedFiles } from './recordedFiles.ts';
import type { Recording } from './recording.ts';
import type { Tool } from './tool.ts';

/** Valgrind's simulator: exact counts of instructions instead of time, some fifty times as slow, and no permissions. */
export const callgrind: Tool = {
  id: 'callgrind',
  name: 'Callgrind',
  measures: ['cpu'],
  fits: { node: 0, python: 0, native: 2 },
  find: async ({ env }) => {
    try {
      const { stdout } = await promisify(execFile)('valgrind', ['--version'], { env });
      const version = stdout.trim().replace(/^valgrind-/, '');
      return { state: 'found', version, wholeRuns: true, record: () => Promise.resolve(callgrindRecording()) };
    } catch {
      return { state: 'missing', reason: 'Valgrind is not installed.', mend: installCommand('valgrind') };
    }
  },
};

function callgrindRecording(): Recording {
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const files = (): RecordedFiles => {
    const written = readdirSync(directory).map((name) => path.join(directory, name));
    return { threads: [], profiles: written.filter((file) => statSync(file).size > 0), lost: [], errors: [] };
  };
  return {
    env: {},
    command: (argv) => {
      const output = `--callgrind-out-file=${path.join(directory, 'callgrind.out.%p')}`;
      return { argv: ['valgrind', '--tool=callgrind', '-q', '--trace-children=yes', output, ...argv], notes: [] };
    },
    processes: () => [],
    start: () => undefined,
    files,
    // It writes at the end, also at one by a signal.
    save: () => Promise.resolve(),
    stop: (graceMs, root) => endProcesses(() => [], graceMs, root),
    finish: () => {
      const recorded = files();
      if (recorded.profiles.length > 0) return Promise.resolve(recorded);
      throw new HeatlineError('Callgrind has measured nothing.', 'Look at what the program and Valgrind printed.');
    },
    dispose: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
