import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HeapEvent } from '../../core/model/heapEvent.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import type { Measure } from '../../preload/protocol.ts';
import { sampleProc } from '../procSampler.ts';
import { listRecordedFiles, type RecordedFiles } from '../recordedFiles.ts';
import { Channel } from './channel.ts';
import { connectInspector } from './connectInspector.ts';
import { inTime } from './inTime.ts';
import { letGoOf } from './letGoOf.ts';
import type { InspectorEndpoint } from './openInspector.ts';
import { startRemoteThread, type RemoteThread, type SaveCommand } from './remoteThread.ts';

export interface AttachOptions {
  readonly endpoint: InspectorEndpoint;
  readonly measure: Measure;
  /** What of memory is counted, where that is measured: all that is allocated, where nothing is said. */
  readonly memory?: HeapEvent | undefined;
  /** Of CPU sampling. */
  readonly intervalUs: number;
  /** Path of the built `attachedSampler`. */
  readonly sampler: string;
}

/** A running program that is measured from outside, with its workers. */
export interface Attachment {
  readonly pid: number;
  /** Path of its script, or of its executable where it has none. */
  readonly script: string;
  /** The last part of that. */
  readonly name: string;
  /** Settles when the program is about to end, with its profile saved, or is gone. */
  readonly ended: Promise<void>;
  /** What has been recorded so far. */
  files(): RecordedFiles;
  /** Saves, and leaves the program as it was before. */
  finish(): Promise<RecordedFiles>;
  /** Removes all files. */
  dispose(): void;
}

/** So much is lost when the program is killed. */
const partMs = 10_000;

/** @throws HeatlineError when the program cannot be measured. */
export async function attach(options: AttachOptions): Promise<Attachment> {
  const { endpoint } = options;
  const connection = await connectInspector(endpoint.url);
  const { channel, closed, close } = connection;
  // Its event loop is empty, or it called `process.exit`, and it waits for us to disconnect. It may do so at any time.
  const leaving = new Promise<void>((resolve) => {
    channel.on('NodeRuntime.waitingForDisconnect', () => {
      resolve();
    });
  });
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const dispose = () => {
    rmSync(directory, { recursive: true, force: true });
  };
  const letGo = () => letGoOf(connection, endpoint);
  try {
    const main = await inTime(startMain(channel, directory, options));
    const { pid, name, argv } = main.thread;
    if (endpoint.pid !== undefined && endpoint.pid !== pid) {
      throw new HeatlineError(
        `The inspector at ${endpoint.url} belongs to process ${pid}, not to ${endpoint.pid}.`,
        `Start the program with --inspect-port=0, or attach to ${pid}.`,
      );
    }
    const workers = await watchWorkers(channel, directory, options);
    const save = async (command: SaveCommand) => {
      const threads = [main, ...workers.values()];
      await Promise.all(threads.map((thread) => inTime(thread.save(command)).catch(() => undefined)));
    };
    const timer = setInterval(() => void save('rotate'), partMs);
    const process = sampleProc(() => [pid]);
    const files = (): RecordedFiles => ({ ...listRecordedFiles(directory), timeline: process.timeline() });

    let finished: Promise<void> | undefined;
    const saveAndGo = (command: SaveCommand, release: () => Promise<void>) => {
      clearInterval(timer);
      finished ??= save(command).then(release);
      return finished;
    };
    void leaving.then(() =>
      saveAndGo('leave', async () => {
        close();
        await closed;
      }),
    );
    const ended = closed.then(() => {
      clearInterval(timer);
      process.stop();
      return finished;
    });
    return {
      pid,
      script: argv[1] ?? argv[0] ?? '',
      name,
      ended,
      files,
      finish: async () => {
        await saveAndGo('finish', letGo);
        return files();
      },
      dispose,
    };
  } catch (error) {
    await letGo();
    dispose();
    throw error;
  }
}

async function startMain(channel: Channel, directory: string, options: AttachOptions): Promise<RemoteThread> {
  if (options.endpoint.kind === 'debugged') {
    // The debugger's proxy passes on what was asked for.
    await channel.send('JsDebug.subscribe', { events: ['Profiler.*', 'Debugger.scriptParsed', 'NodeRuntime.*'] });
  } else {
    await channel.send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
  }
  return startRemoteThread(channel, directory, options);
}

/** The workers that are measured, by the session that the inspector has with each; they come and go. */
async function watchWorkers(
  channel: Channel,
  directory: string,
  options: AttachOptions,
): Promise<ReadonlyMap<string, RemoteThread>> {
  const threads = new Map<string, RemoteThread>();
  // A debugger has sessions of its own with them.
  if (options.endpoint.kind === 'debugged') return threads;
  const channels = new Map<string, Channel>();
  const starts: Promise<void>[] = [];
  channel.on('NodeWorker.attachedToWorker', ({ sessionId }) => {
    const worker = new Channel((message) => {
      channel.send('NodeWorker.sendMessageToWorker', { sessionId, message }).catch(() => undefined);
    });
    channels.set(sessionId, worker);
    const start = inTime(startRemoteThread(worker, directory, options));
    // A worker that ends at once, or never answers, is not measured.
    starts.push(start.then((thread) => void threads.set(sessionId, thread)).catch(() => undefined));
  });
  channel.on('NodeWorker.receivedMessageFromWorker', ({ sessionId, message }) => {
    channels.get(sessionId)?.receive(message);
  });
  channel.on('NodeWorker.detachedFromWorker', ({ sessionId }) => {
    channels.get(sessionId)?.end();
    channels.delete(sessionId);
    void threads.get(sessionId)?.lose();
    threads.delete(sessionId);
  });
  // The workers that run now are announced before the answer.
  await channel.send('NodeWorker.enable', { waitForDebuggerOnStart: false });
  await Promise.all(starts);
  return threads;
}
