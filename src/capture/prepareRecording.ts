import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import { logOptions } from '../preload/logOptions.ts';
import {
  settingsVariable,
  startFile,
  type RecordedThread,
  type RecordingSettings,
  type ScenarioKind,
} from '../preload/protocol.ts';
import { listenForProcesses } from './controlServer.ts';
import { endProcesses, isAlive } from './endProcesses.ts';
import { withNodeOptions } from './logCommand.ts';
import { withPreload } from './nodeOptions.ts';
import { sampleProc } from './procSampler.ts';
import { listRecordedFiles, type RecordedFiles } from './recordedFiles.ts';
import type { Argv, Recording, RecordingOptions } from './recording.ts';
import { until } from './until.ts';
import { writeError } from './writeError.ts';

interface CollectorOptions extends RecordingOptions {
  /** What to load into the program: the entry file of v8-profiler-next, or nothing for what is in Node. */
  readonly collector: string;
  /** Whether V8 is to write its log. */
  readonly isLog?: boolean;
  /** Whether heap snapshots are to be compared, or one to be read, in place of a profile; none, where nothing is said. */
  readonly snapshots?: RecordingSettings['snapshots'];
  /** What `round` runs, for which the program stays. */
  readonly scenario?: ScenarioKind | undefined;
}

/** What can be asked of the processes of Node. */
export interface NodeRecording extends Recording {
  readonly snapshot: (pid: number, file: string) => Promise<void>;
  /**
   * Runs the scenario, and waits for it.
   * @throws HeatlineError when it fails.
   */
  round(pid: number): Promise<void>;
}

/** Of children that go on after the program: time to write their profiles. */
const stragglerMs = 3000;

/** For a snapshot of a heap of some GB. */
const snapshotMs = 60_000;

/** Seldom enough to be free, as only a crash needs the parts; and often enough for heat to be seen to move. */
const keptPartMs = 10_000;
const livePartMs = 1000;

/** Unix sockets' paths are limited to about 100 bytes, so a long temporary folder will not do. */
const longestFolder = 70;

/**
 * Has V8 keep the stack of every allocation. The inspector can ask for the same, but then has a timer that keeps the event loop
 * turning for good.
 */
const trackingOption = '--track-heap-objects';

/** Measures every Node process that a program is or starts, from inside. */
export async function prepareRecording(options: CollectorOptions): Promise<NodeRecording> {
  const windows = process.platform === 'win32';
  const folder = windows || tmpdir().length <= longestFolder ? tmpdir() : '/tmp';
  // Only the user may enter it.
  const directory = mkdtempSync(path.join(folder, 'heatline-'));
  const socket = windows ? `\\\\.\\pipe\\heatline-${randomUUID()}` : path.join(directory, 'socket');
  const server = await listenForProcesses(socket);
  const { measure, memory, intervalUs, collector, live, begin = 'start' } = options;
  const { snapshots = 'none', scenario } = options;
  const partMs = live ? livePartMs : keptPartMs;
  const settings: RecordingSettings = {
    ...{ directory, socket, measure, intervalUs, partMs, begin, collector },
    ...{ snapshots, ...(scenario && { scenario }), ...(memory && { memory }) },
  };

  const processes = () => listRecordedFiles(directory).threads.filter(({ tid }) => tid === 0);
  // Others have a thread that measures the process from inside.
  const logged = () => processes().flatMap(({ pid, isLogged = false }) => (isLogged ? [pid] : []));
  const sampler = options.isLog === true ? sampleProc(logged) : undefined;
  const hasScenario = ({ pid, argv }: RecordedThread): boolean =>
    scenario === 'tests' ? server.hasTests(pid) : scenario === undefined || !launcher.test(argv[1] ?? '');
  const files = (): RecordedFiles => ({
    ...listRecordedFiles(directory, memory),
    ...(sampler && { timeline: sampler.timeline() }),
  });
  const save = async (wantedMs: number) => {
    const graceMs = snapshots === 'at-end' ? Math.max(wantedMs, snapshotMs) : wantedMs;
    server.saveAll();
    const isSettled = ({ pid, isLogged = false }: RecordedThread) => isLogged || (server.settled(pid) ?? !isAlive(pid));
    await until(() => processes().every(isSettled), graceMs);
  };
  return {
    env: {
      NODE_OPTIONS: withPreload(
        options.env['NODE_OPTIONS'],
        options.preload,
        snapshots === 'with-allocations' || snapshots === 'at-end' ? [trackingOption] : [],
      ),
      [settingsVariable]: JSON.stringify(settings),
    },
    command: (argv, cwd) => {
      if (options.isLog !== true) return { argv, notes: [] };
      const logged = withNodeOptions(argv, logOptions(directory, intervalUs), { cwd, env: options.env });
      return logged === undefined ? { argv, notes: [noLog(argv)] } : { argv: logged, notes: [] };
    },
    processes: () =>
      processes().map((thread) => ({
        pid: thread.pid,
        command: commandOf(thread),
        ready: thread.isLogged === true || (server.settled(thread.pid) === false && hasScenario(thread)),
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
        throw new HeatlineError(
          `The ${scenario === 'tests' ? 'test' : 'scenario'} failed: ${(error as Error).message}`,
        );
      }
    },
    start: () => {
      writeFileSync(path.join(directory, startFile), '');
      server.startAll();
    },
    mark: (name) => {
      server.markAll(name);
      for (const pid of logged()) sampler?.mark(pid, name);
    },
    files,
    save,
    stop: async (graceMs, root) => {
      await save(graceMs);
      // What it started may not be Node, or not be recorded yet.
      await endProcesses(() => processes().map(({ pid }) => pid), graceMs, root);
    },
    finish: async () => {
      await save(stragglerMs);
      server.close();
      sampler?.stop();
      return files();
    },
    dispose: () => {
      server.close();
      sampler?.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** `tsx`, which starts the program in a process of its own, is there before that. */
const launcher = /[\\/]tsx[\\/]dist[\\/]cli\.[cm]?js$/;

function commandOf({ argv }: RecordedThread): string {
  return [path.basename(argv[0] ?? 'node'), ...argv.slice(1)].join(' ');
}

function noLog([program]: Argv): Note {
  const message = `${program} is not Node, so that v8 measured instead of v8-log.`;
  return { kind: 'tool-fallback', message };
}
