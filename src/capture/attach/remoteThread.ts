import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RawProfile } from '../../preload/collector.ts';
import {
  errorFile,
  profileFile,
  threadFile,
  type RecordedError,
  type RecordedExtra,
  type RecordedThread,
} from '../../preload/protocol.ts';
import type { Channel } from './channel.ts';
import { remoteCollector } from './remoteCollector.ts';
import { remoteScripts } from './remoteScripts.ts';
import { startRemoteTimeline } from './remoteTimeline.ts';
import type { AttachOptions } from './attach.ts';

export type SaveCommand = 'rotate' | 'finish' | 'leave';

/** A thread that is measured from outside, and leaves the same files as one that the preload measures. */
export interface RemoteThread {
  readonly thread: RecordedThread;
  /** Saves what there is, and goes on; or for good; or when the program is over. One call waits for the other. */
  save(command: SaveCommand): Promise<void>;
  /** The thread is gone with what was not saved. */
  lose(): Promise<void>;
}

type Identity = Pick<RecordedThread, 'pid' | 'ppid' | 'tid' | 'argv' | 'node'>;

const identityExpression = `(({ isMainThread, threadId }) => ({
  pid: process.pid,
  ppid: process.ppid,
  tid: isMainThread ? 0 : threadId,
  argv: process.argv,
  node: process.versions.node,
}))(require('worker_threads'))`;

export async function startRemoteThread(
  channel: Channel,
  directory: string,
  options: AttachOptions,
): Promise<RemoteThread> {
  const identity = (await channel.evaluate(identityExpression)) as Identity;
  const { pid, tid, argv } = identity;
  const script = path.basename(argv[1] ?? argv[0] ?? 'node');
  const thread = { ...identity, name: tid === 0 ? script : `${script} (worker ${tid})`, recorder: options.sampler };
  const collector = remoteCollector(channel, options, identity.node);
  const missingScripts = remoteScripts(channel, options.endpoint.kind === 'debugged');
  const writeWhole = async (name: string, content: object) => {
    const file = path.join(directory, name);
    await writeFile(`${file}.tmp`, JSON.stringify(content));
    await rename(`${file}.tmp`, file);
  };
  await writeWhole(threadFile(pid, tid), thread);
  await collector.start();
  const timeline = await startRemoteTimeline(channel, options.sampler, options.measure);

  let segment = 0;
  const write = async (profile: RawProfile, part: number | undefined, sampled: Pick<RecordedExtra, 'timeline'>) => {
    const counted = collector.event === undefined ? {} : { event: collector.event };
    const heatline: RecordedExtra = {
      version: 1,
      thread,
      ...counted,
      scripts: await missingScripts(profile),
      ...sampled,
    };
    await writeWhole(profileFile(pid, tid, part, collector.extension), { ...profile, heatline });
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    thread,
    save: (command) => {
      const saved = last.then(async () => {
        if (command === 'rotate') {
          const part = await collector.rotate?.();
          if (part !== undefined) await write(part, segment++, await timeline.take());
        } else if (command === 'finish') {
          const sampled = await timeline.take();
          await timeline.stop();
          await write(await collector.stop(), undefined, sampled);
        } else await write(await collector.stopAtExit(), undefined, {});
      });
      last = saved.catch(() => undefined);
      return saved;
    },
    lose: async () => {
      const error: RecordedError = {
        version: 1,
        thread,
        message: 'it ended before the rest of its profile was taken.',
      };
      await writeWhole(errorFile(pid, tid), error);
    },
  };
}
