import type { HeapEvent } from '../../core/model/heapEvent.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import type { RawProfile } from '../../preload/collector.ts';
import { countedHeap, type HeapProfile } from '../../preload/countedHeap.ts';
import { heapSampling } from '../../preload/heapSampling.ts';
import type { AttachOptions } from './attach.ts';
import type { Channel } from './channel.ts';

/** The profilers of a thread that is reached through a channel; what `Collector` is to the thread itself. */
export interface RemoteCollector {
  /** Of its files, with the dot. */
  readonly extension: string;
  /** What of memory it counts. */
  readonly event?: HeapEvent;
  start(): Promise<void>;
  /** Ends a part and begins the next; absent where parts do not add up to the whole. */
  readonly rotate?: () => Promise<RawProfile>;
  stop(): Promise<RawProfile>;
  /** What there is when the program has ended and waits for its inspector: it crashes if it has to run anything then. */
  stopAtExit(): Promise<RawProfile>;
}

/** @param node the version of the Node that is reached. */
export function remoteCollector(
  channel: Channel,
  { measure, memory = 'allocated', intervalUs }: AttachOptions,
  node: string,
): RemoteCollector {
  return measure === 'cpu'
    ? remoteCpuCollector(channel, intervalUs)
    : remoteHeapCollector(channel, heapSampling(memory, node));
}

/** By way of the console, where the next part can begin before the last one ends: see `cpuCollector`. */
function remoteCpuCollector(channel: Channel, intervalUs: number): RemoteCollector {
  let part = 0;
  // A name of its own, because the console's profiles belong to all who ask for one.
  const title = () => `heatline attached ${part}`;
  const begin = () => channel.evaluate(`profile('${title()}'); ${endAtExit(title())}`);
  let atExit: RawProfile | undefined;
  channel.on('Profiler.consoleProfileFinished', (finished) => {
    if (finished.title === title()) atExit = finished.profile;
  });
  const end = async (ended: string): Promise<RawProfile> => {
    let profile: RawProfile | undefined;
    const forget = channel.on('Profiler.consoleProfileFinished', (finished) => {
      if (finished.title === ended) ({ profile } = finished);
    });
    try {
      await channel.evaluate(`profileEnd('${ended}')`);
    } finally {
      forget();
    }
    if (profile === undefined) throw new HeatlineError('V8 gave no profile.');
    return profile;
  };
  const rotate = async () => {
    const ended = title();
    part++;
    await begin();
    return end(ended);
  };
  return {
    extension: '.cpuprofile',
    start: async () => {
      await channel.send('Profiler.enable');
      await channel.send('Profiler.setSamplingInterval', { interval: intervalUs });
      await begin();
      await forgetOptimizedCode(channel);
      // What was sampled until now tells too little.
      await rotate();
    },
    rotate,
    stop: async () => {
      const profile = await end(title());
      await channel.evaluate(forgetExit);
      await channel.send('Profiler.disable');
      return profile;
    },
    stopAtExit: () => {
      if (atExit === undefined) return Promise.reject(new HeatlineError('V8 gave no profile.'));
      return Promise.resolve(atExit);
    },
  };
}

const hook = "Symbol.for('heatline attached')";

const forgetExit = `process.off('exit', process[${hook}] ?? (() => {})); delete process[${hook}]`;

/** An expression that has the program end a profile in its last turn. */
function endAtExit(title: string): string {
  const define = `Object.defineProperty(process, ${hook}, { configurable: true, value: () => console.profileEnd('${title}') })`;
  return `${forgetExit}; (({ console }) => process.on('exit', ${define}[${hook}]))(require('inspector')); 0`;
}

/**
 * What V8 optimized before it was profiled has no lines and no names of what it inlined. Precise coverage begins by
 * throwing all optimized code away; what is compiled from then on has both. Whoever measures coverage in there is left
 * alone.
 */
async function forgetOptimizedCode(channel: Channel): Promise<void> {
  if ((await channel.evaluate('process.env.NODE_V8_COVERAGE')) !== undefined) return;
  await channel.send('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
  await channel.send('Profiler.stopPreciseCoverage');
}

/** See `heapCollector`. */
function remoteHeapCollector(
  channel: Channel,
  { event, parameters }: ReturnType<typeof heapSampling>,
): RemoteCollector {
  const start = async () => {
    await channel.send('HeapProfiler.startSampling', parameters);
  };
  const stop = async () => {
    const { profile } = (await channel.send('HeapProfiler.stopSampling')) as { readonly profile: HeapProfile };
    return countedHeap(profile);
  };
  const rotate = async () => {
    const part = await stop();
    await start();
    return part;
  };
  const ofParts = event === 'allocated' ? { rotate } : {};
  return { extension: '.heapprofile', event, start, stop, stopAtExit: stop, ...ofParts };
}
