import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareRecording } from '../../src/capture/prepareRecording.ts';
import { readRecording } from '../../src/capture/readRecording.ts';
import type { RecordedFiles } from '../../src/capture/recordedFiles.ts';
import type { Found } from '../../src/capture/tool.ts';
import type { Recording, RecordingOptions } from '../../src/capture/recording.ts';
import { readProfile } from '../../src/core/formats/formats.ts';
import type { Profile } from '../../src/core/model/profile.ts';

export interface Program {
  /** Arguments of Node; the first is a file in test/fixtures/programs/capture. */
  readonly args: readonly string[];
  /** Another Node than the one that runs the tests. */
  readonly node?: string;
  /** Starts this command instead, with the given arguments as they are. */
  readonly command?: string;
  readonly stdin?: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Recorded {
  readonly outcome: Outcome;
  readonly files: RecordedFiles;
  /** Absent when reading throws: see `error`. */
  readonly profile: Profile;
  /** How much of the total weight the functions of each name have themselves. */
  readonly self: ReadonlyMap<string, number>;
}

/** What a test does to the program while it runs; `ready` waits until all processes can save on demand. */
export type Action = (recording: Recording, child: ChildProcess, ready: (count?: number) => Promise<void>) => unknown;

export interface RecordOptions extends Partial<Omit<RecordingOptions, 'env' | 'preload'>> {
  /** What measures, if not V8. */
  readonly found?: Found;
  readonly during?: Action;
  /** Whether V8's log measures it. */
  readonly isLogged?: boolean;
}

const programs = path.resolve('test/fixtures/programs/capture');

/** Runs a program as it is. */
export async function runProgram(program: Program, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return outcomeOf(start(commandOf(program), env), program);
}

/** Runs a program in a recording and reads what was recorded. */
export async function recordProgram(program: Program, options: RecordOptions = {}): Promise<Recorded> {
  const { during, found, isLogged = false, ...rest } = options;
  const given: RecordingOptions = {
    measure: 'cpu',
    intervalUs: 1000,
    live: false,
    ...rest,
    env: process.env,
    preload: path.resolve('dist/preload.cjs'),
  };
  const recording = await (found?.record(given) ?? prepareRecording({ ...given, collector: '', isLog: isLogged }));
  try {
    const command = commandOf(program);
    const child = start(recording.command(command, programs).argv, recording.env);
    const ended = outcomeOf(child, program);
    await during?.(recording, child, async (count = 1) => {
      const isReady = () => recording.processes().filter(({ ready }) => ready).length >= count;
      while (!isReady() && child.exitCode === null && child.signalCode === null) await delay(20);
    });
    const outcome = await ended;
    const files = await recording.finish();
    const profile = readRecording(files, readProfile);
    return { outcome, files, profile, self: selfByName(profile) };
  } finally {
    recording.dispose();
  }
}

function commandOf({ args, node = process.execPath, command }: Program): readonly [string, ...string[]] {
  const [file = '', ...rest] = args;
  return command === undefined ? [node, path.join(programs, file), ...rest] : [command, ...args];
}

function start([command, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(command, args, { env: { ...process.env, ...env }, cwd: programs });
}

async function outcomeOf(child: ChildProcess, { stdin }: Program): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  if (stdin !== undefined) child.stdin?.end(stdin);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, stdout, stderr };
}

function selfByName({ functions, nodes }: Profile): Map<string, number> {
  const self = new Map<string, number>();
  for (const [node, weight] of nodes.self.entries()) {
    const name = functions.name[nodes.function[node] ?? 0] ?? '';
    self.set(name, (self.get(name) ?? 0) + weight);
  }
  return self;
}
