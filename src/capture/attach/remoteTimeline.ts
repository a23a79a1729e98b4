import { readFileSync } from 'node:fs';
import type { Measure, RecordedExtra, RecordedTimeline } from '../../preload/protocol.ts';
import type { Channel } from './channel.ts';

/** The timeline of a thread that is reached through a channel. None of it ever fails. */
export interface RemoteTimeline {
  /** What there is since the last call. */
  take(): Promise<Pick<RecordedExtra, 'timeline'>>;
  /** Leaves nothing in the thread. */
  stop(): Promise<void>;
}

const sampler = "process[Symbol.for('heatline timeline')]";

/** @param file of `attachedSampler`, built. It is evaluated, since the program may not see this file system. */
export async function startRemoteTimeline(channel: Channel, file: string, measure: Measure): Promise<RemoteTimeline> {
  const quietly = (expression: string): Promise<unknown> => channel.evaluate(expression).catch(() => undefined);
  await quietly(`((require, module, __filename) => {
    (function (exports) {${readFileSync(file, 'utf8')}
    })(module.exports);
    const value = module.exports.start('${measure}');
    Object.defineProperty(process, Symbol.for('heatline timeline'), { value, configurable: true });
  })(require, { exports: {} }, '')
  //# sourceURL=${file}`);
  return {
    take: async () => {
      const timeline = (await quietly(`${sampler}?.take()`)) as RecordedTimeline | undefined;
      return timeline === undefined ? {} : { timeline };
    },
    stop: async () => {
      await quietly(`${sampler}?.stop(); delete ${sampler}`);
    },
  };
}
