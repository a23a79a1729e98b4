import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { descendants } from '../descendants.ts';
import { endProcesses, isAlive } from '../endProcesses.ts';
import { atLeast } from '../nodeVersion.ts';
import { sampleProc } from '../procSampler.ts';
import type { RecordedFiles } from '../recordedFiles.ts';
import type { RecordedProcess, Recording, RecordingOptions } from '../recording.ts';
import { until } from '../until.ts';
import { askPython } from './askPython.ts';
import { insideCommand } from './insideCommand.ts';
import { isPython, pythonOf } from './pythonOf.ts';

/** Between two looks at the folder and writing what it has: far more than the sampler takes. */
const writeMs = 2000;

/**
 * From a process of Python that is the program's parent, as Linux lets parents read the memory of their children; or from a
 * thread of the program itself.
 */
export type SampledFrom = 'outside' | 'inside';

/** Recorder and sampler talk through files in a folder: see src/preload/python/sampler.py. */
export function pythonRecording(options: RecordingOptions, from: SampledFrom): Recording {
  const { begin = 'start', env, intervalUs, preload } = options;
  if (begin === 'console') {
    throw new HeatlineError('Python has no console.profile().', 'Choose another time to measure.');
  }
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const fileOf = (name: string) => path.join(directory, name);
  /** One for each process that samples itself. */
  const samples = () =>
    readdirSync(directory)
      .filter((name) => name.startsWith('samples'))
      .map(fileOf);
  const start = () => {
    writeFileSync(fileOf('start'), '');
  };
  if (begin === 'start') start();
  let command = '';
  /** The program, once it runs. */
  const program = (): number | undefined =>
    existsSync(fileOf('pid')) ? Number(readFileSync(fileOf('pid'), 'utf8')) : undefined;
  const processes = (): readonly RecordedProcess[] => {
    const pid = program();
    return pid === undefined ? [] : [{ pid, command, ready: true }];
  };
  const sampler = sampleProc(() => processes().flatMap(({ pid }) => [pid, ...descendants(pid)]));
  const files = (): RecordedFiles => ({
    threads: [],
    profiles: samples(),
    lost: [],
    errors: [],
    timeline: sampler.timeline(),
  });
  const save = async (graceMs: number) => {
    sampler.stop();
    writeFileSync(fileOf('stop'), '');
    const pid = program();
    await until(() => existsSync(fileOf('saved')) || pid === undefined || !isAlive(pid), Math.min(graceMs, writeMs));
  };
  return {
    env: {},
    command: (argv, cwd) => {
      const search = { cwd, env };
      const python = from === 'inside' && isPython(argv[0]) ? argv[0] : pythonOf(argv, search);
      // Whoever starts what is not there says so best.
      if (python === undefined) return { argv, notes: [] };
      refuseOther(python, askPython(python, search)?.version);
      command = [path.basename(argv[0]), ...argv.slice(1)].join(' ');
      const scripts = path.join(path.dirname(preload), 'python');
      const settings = [directory, String(intervalUs)];
      if (from === 'inside')
        return { argv: insideCommand(argv, [path.join(scripts, 'inside.py'), ...settings], search), notes: [] };
      const sampler = [python, '-I', '-S', '-B', path.join(scripts, 'sampler.py')] as const;
      return { argv: [...sampler, ...settings, ...argv], notes: [] };
    },
    processes,
    start,
    mark: (name) => {
      const pid = program();
      if (pid !== undefined) sampler.mark(pid, name);
    },
    files,
    save,
    stop: async (graceMs, root) => {
      await save(graceMs);
      await endProcesses(() => [], graceMs, program() ?? root);
    },
    finish: () => {
      sampler.stop();
      refuseEmpty(
        samples().map((file) => readFileSync(file, 'utf8')),
        existsSync(fileOf('start')),
      );
      return Promise.resolve(files());
    },
    dispose: () => {
      sampler.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** @throws HeatlineError for a Python that cannot be measured. */
function refuseOther(python: string, version: string | undefined): void {
  if (version === undefined || atLeast(version, [3, 8])) return;
  throw new HeatlineError(`${python} is Python ${version}.`, 'Use 3.8 or newer, or --with perf.');
}

/** @throws HeatlineError that says why nothing was measured, where that is so. */
function refuseEmpty(samples: readonly string[], isBegun: boolean): void {
  if (samples.some((text) => /^thread /m.test(text))) return;
  if (!isBegun) {
    throw new HeatlineError(
      'Nothing was measured: the program ended before that was asked for.',
      'Start it while the program runs.',
    );
  }
  const [, note] = /^note (\["lost-part".*)$/m.exec(samples.join('\n')) ?? [];
  if (note === undefined) {
    throw new HeatlineError(
      'Nothing was measured: the program started no CPython, was idle, or ended before a first sample was taken.',
      'Let it run for longer; other Pythons, such as PyPy, are measured with --with perf.',
    );
  }
  const [, message = ''] = JSON.parse(note) as readonly string[];
  throw new HeatlineError(message, 'Where ptrace is forbidden, as in some containers, use --with perf.');
}
