import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { logOptions } from '../preload/logOptions.ts';
import {
  settingsVariable,
  startFile,
  type Begin,
  type Measure,
  type RecordedThread,
  type RecordingSettings,
} from '../preload/protocol.ts';
import { listenForProcesses } from './controlServer.ts';
import { descendants } from './descendants.ts';
import { withNodeOptions } from './logCommand.ts';
import { withPreload } from './nodeOptions.ts';
import { listRecordedFiles, type RecordedFiles } from './recordedFiles.ts';
import { writeError } from './writeError.ts';

export interface RecordingOptions {
  readonly measure: Measure;
  /** Of CPU sampling. */
  readonly intervalUs: number;
  /** Whether somebody watches while the program runs, so that parts are saved often. */
  readonly live: boolean;
  /** With the program, where nothing is said. */
  readonly begin?: Begin;
  /** Whether heap snapshots are to be compared, in place of a profile; none, where nothing is said. */
  readonly snapshots?: 'none' | 'plain' | 'with-allocations';
  /** Whether the program stays for `round`. */
  readonly hasScenario?: boolean;
  /** From the tool's `Found`. */
  readonly collector: string;
  /** The environment that the program would get without us. */
  readonly env: NodeJS.ProcessEnv;
  /** Path of the built preload. */
  readonly preload: string;
}

/** A recording that waits for programs. Whoever starts them decides how; `env` is all that makes them part of it. */
export interface Recording {
  /** To be added to the program's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The command that has V8 write its log; nothing where the command line is not one of Node. */
  logged(argv: readonly [string, ...string[]], cwd: string): readonly [string, ...string[]] | undefined;
  /** The Node processes that were recorded so far, whether they still run or not. */
  processes(): readonly RecordedProcess[];
  /**
   * Writes a heap snapshot of a process that is ready, whatever its main thread does, after a garbage collection.
   * @throws HeatlineError when it cannot be written, or the process ends meanwhile: then there is no file.
   */
  snapshot(pid: number, file: string): Promise<void>;
  /**
   * Calls the function `scenario` that the program exports, and waits for it.
   * @throws HeatlineError when it fails.
   */
  round(pid: number): Promise<void>;
  /** Has all processes begin to measure, where that waits for it. */
  start(): void;
  /** What was saved until now. */
  files(): RecordedFiles;
  /** Has all processes save and stop measuring; they go on running. Waits for them no longer than this. */
  save(graceMs: number): Promise<void>;
  /** Has all processes save, then ends them and all that `root` started: what has not ended after this time is killed. */
  stop(graceMs: number, root?: number): Promise<void>;
  /** When the program has ended: what was recorded. Of children that still run, the profile is taken now. */
  finish(): Promise<RecordedFiles>;
  /** Removes all files. */
  dispose(): void;
}

export interface RecordedProcess {
  readonly pid: number;
  /** Its command line, for a person. */
  readonly command: string;
  /** Whether it can save on demand and on signals by now. */
  readonly ready: boolean;
}

/** Of children that go on after the program: time to write their profiles. */
const stragglerMs = 3000;
const pollMs = 20;

/** Seldom enough to be free, as only a crash needs the parts; and often enough for heat to be seen to move. */
const keptPartMs = 10_000;
const livePartMs = 1000;

/** Unix sockets' paths are limited to about 100 bytes, so a long temporary folder will not do. */
const longestFolder = 70;

export async function prepareRecording(options: RecordingOptions): Promise<Recording> {
  const windows = process.platform === 'win32';
  const folder = windows || tmpdir().length <= longestFolder ? tmpdir() : '/tmp';
  // Only the user may enter it.
  const directory = mkdtempSync(path.join(folder, 'heatline-'));
  const socket = windows ? `\\\\.\\pipe\\heatline-${randomUUID()}` : path.join(directory, 'socket');
  const server = await listenForProcesses(socket);
  const { measure, intervalUs, collector, live, begin = 'start' } = options;
  const { snapshots = 'none', hasScenario = false } = options;
  const partMs = live ? livePartMs : keptPartMs;
  const settings: RecordingSettings = {
    ...{ directory, socket, measure, intervalUs, partMs, begin, collector },
    ...{ snapshots, hasScenario },
  };

  const processes = () => listRecordedFiles(directory).threads.filter(({ tid }) => tid === 0);
  const until = async (done: () => boolean, ms: number) => {
    const end = performance.now() + ms;
    while (!done() && performance.now() < end) await delay(pollMs);
  };
  const save = async (graceMs: number) => {
    server.saveAll();
    const isSettled = ({ pid, isLogged = false }: RecordedThread) => isLogged || (server.settled(pid) ?? !isAlive(pid));
    await until(() => processes().every(isSettled), graceMs);
  };
  return {
    env: {
      NODE_OPTIONS: withPreload(options.env['NODE_OPTIONS'], options.preload),
      [settingsVariable]: JSON.stringify(settings),
    },
    logged: (argv, cwd) => withNodeOptions(argv, logOptions(directory, intervalUs), { cwd, env: options.env }),
    processes: () =>
      processes().map((thread) => ({
        pid: thread.pid,
        command: commandOf(thread),
        ready: thread.isLogged === true || server.settled(thread.pid) === false,
      })),
    snapshot: async (pid, file) => {
      try {
        await server.ask(pid, `snapshot ${JSON.stringify(path.resolve(file))}`);
      } catch (error) {
        rmSync(`${file}.tmp`, { force: true });
        if (error instanceof HeatlineError) throw new HeatlineError('The program ended during a heap snapshot.');
        throw writeError(file, (error as Error).message);
      }
    },
    round: async (pid) => {
      try {
        await server.ask(pid, 'round');
      } catch (error) {
        if (error instanceof HeatlineError) throw error;
        throw new HeatlineError(`The scenario failed: ${(error as Error).message}`);
      }
    },
    start: () => {
      writeFileSync(path.join(directory, startFile), '');
      server.startAll();
    },
    files: () => listRecordedFiles(directory),
    save,
    stop: async (graceMs, root) => {
      await save(graceMs);
      // A shell that started the others ends first, before it could go on with its next command. What it started may
      // not be Node, or not be recorded yet.
      const tree = root === undefined ? [] : [root, ...descendants(root)];
      const pids = () => new Set([...tree, ...processes().map(({ pid }) => pid)]);
      const running = () => [...pids()].filter(isAlive);
      for (const pid of running()) kill(pid, 'SIGTERM');
      await until(() => running().length === 0, graceMs);
      for (const pid of running()) kill(pid, 'SIGKILL');
    },
    finish: async () => {
      await save(stragglerMs);
      server.close();
      return listRecordedFiles(directory);
    },
    dispose: () => {
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function commandOf({ argv }: RecordedThread): string {
  return [path.basename(argv[0] ?? 'node'), ...argv.slice(1)].join(' ');
}

function isAlive(pid: number): boolean {
  return kill(pid, 0);
}

/** Whether there was such a process. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
