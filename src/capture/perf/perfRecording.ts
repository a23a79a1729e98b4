import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { descendants } from '../descendants.ts';
import { endProcesses, isAlive } from '../endProcesses.ts';
import { findProgram } from '../findProgram.ts';
import { reportPrefix, reportVariables } from '../memory/reportVariables.ts';
import type { RecordedFiles } from '../recordedFiles.ts';
import type { Argv, Recording, RecordedProcess, RecordingOptions } from '../recording.ts';
import { sampleProc, type ProcSampler } from '../procSampler.ts';
import { until } from '../until.ts';
import type { CallGraph } from './callGraph.ts';
import type { FoundPerf } from './findPerf.ts';
import { holdProgram } from './holdProgram.ts';
import { jitDumps, type JitDumps } from './jitDumps.ts';
import { measurePids, type Measurement } from './measurePids.ts';
import { frequencyOf } from './recordOptions.ts';
import { pythonVariables, withRuntimeNames, type NamedCommand } from './withRuntimeNames.ts';

/** Once all processes are gone, perf has only to write its last samples. */
const writeMs = 5000;

/**
 * Measures a program from outside, by its pid: its threads, its children, and theirs. perf is no parent of the program, so
 * that this keeps its terminal, its signals and its exit status, and may go on when measuring has stopped.
 */
export function perfRecording({ event }: FoundPerf, options: RecordingOptions): Recording {
  const { begin = 'start', live, env, intervalUs, callGraph: asked = 'auto' } = options;
  if (begin === 'console') {
    throw new HeatlineError('perf does not see console.profile().', 'Choose another profiler, or when to measure.');
  }
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const file = path.join(directory, 'perf.data');
  let callGraph: CallGraph = 'fp';
  let leaves: NamedCommand['leaves'] = () => [];
  const held = holdProgram(directory);
  const over = new AbortController();
  let program: RecordedProcess | undefined;
  let measurement: Measurement | undefined;
  let sampler: ProcSampler | undefined;
  let failure: Error | undefined;
  let dumps: JitDumps | undefined;

  const attach = async (pid: number) => {
    try {
      const record = { event, frequency: frequencyOf(intervalUs), callGraph, file };
      const attached = await measurePids([pid, ...descendants(pid)], record, { env, live });
      void attached.ended.then(() => {
        isWhole = existsSync(file);
      });
      measurement = attached;
      sampler = sampleProc(() => [pid, ...descendants(pid)]);
      if (hasBegun) await attached.begin();
    } catch (error) {
      // One that is gone was too quick to be measured.
      if (isAlive(pid)) failure = error as Error;
    }
  };
  const hold = async (argv: Argv) => {
    const pid = await held.pid(over.signal);
    if (pid === undefined) return;
    attaching = attach(pid);
    await attaching;
    program = { pid, command: [path.basename(argv[0]), ...argv.slice(1)].join(' '), ready: true };
    if (failure === undefined) held.letGo();
    else held.close();
  };
  let hasBegun = begin === 'start';
  let attaching: Promise<void> | undefined;
  let holding: Promise<void> | undefined;
  const save = async () => {
    await attaching;
    sampler?.stop();
    await measurement?.stop();
  };
  // perf writes the table that tells where its data ends when it ends.
  let isWhole = false;
  const files = (): RecordedFiles => {
    const isThere = isWhole || (live && hasBegun && existsSync(file));
    const reports = readdirSync(directory).filter((name) => name.startsWith(reportPrefix));
    return {
      ...{ threads: [], profiles: isThere ? [file] : [], lost: [], errors: [] },
      reports: reports.map((name) => path.join(directory, name)),
      ...(sampler === undefined ? {} : { timeline: sampler.timeline() }),
    };
  };
  return {
    env: { ...pythonVariables, ...reportVariables(directory, env) },
    command: (argv, cwd) => {
      // Whoever starts it says so best.
      const search = { cwd, env };
      if (findProgram(argv[0], search) === undefined) return { argv, notes: [] };
      const named = withRuntimeNames(argv, asked, search);
      ({ callGraph, leaves } = named);
      dumps = jitDumps(cwd);
      holding = hold(argv);
      return { argv: held.command(named.argv), notes: named.notes };
    },
    processes: () => (program === undefined ? [] : [program]),
    start: () => {
      if (hasBegun) return;
      hasBegun = true;
      void measurement?.begin();
    },
    mark: (name) => {
      if (program !== undefined) sampler?.mark(program.pid, name);
    },
    files,
    save,
    stop: async (graceMs, root) => {
      await save();
      await endProcesses(() => [], graceMs, root ?? program?.pid);
    },
    outlived: async () => {
      await attaching;
      if (hasBegun) await measurement?.ended;
    },
    finish: async () => {
      over.abort();
      await holding;
      if (failure !== undefined) throw failure;
      await until(() => isWhole || !hasBegun || measurement === undefined, writeMs);
      sampler?.stop();
      await measurement?.stop();
      if (!hasBegun) {
        throw new HeatlineError(
          'Nothing was measured: the program ended before that was asked for.',
          'Start it while the program runs.',
        );
      }
      return files();
    },
    dispose: () => {
      over.abort();
      sampler?.stop();
      held.close();
      dumps?.remove();
      for (const left of program === undefined ? [] : leaves(program.pid)) rmSync(left, { force: true });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
