import { createRequire } from 'node:module';
import type { Collector, RawProfile } from './collector.ts';
import type { RecordingSettings } from './protocol.ts';

/** The part of the add-on that is used here. */
interface V8ProfilerNext {
  /** 1: the CPU profile's nodes in one list, rather than as a tree. */
  setGenerateType(type: 0 | 1): void;
  setSamplingInterval(intervalUs: number): void;
  startProfiling(title: string, samples: boolean): void;
  stopProfiling(title: string): RawProfile;
  deleteAllProfiles(): void;
  startSamplingHeapProfiling(intervalBytes: number, stackDepth: number): void;
  stopSamplingHeapProfiling(): RawProfile;
}

/** What V8's inspector takes; the add-on's own defaults are 16 times as coarse and 16 frames. */
const heapIntervalBytes = 32_768;
const heapStackDepth = 128;

/** The add-on of the user's project, built for the Node that runs it. */
export function v8ProfilerNextCollector({ collector, measure, intervalUs }: RecordingSettings): Collector {
  const profiler = createRequire(collector)(collector) as V8ProfilerNext;
  if (measure === 'heap') {
    return {
      extension: '.v8-profiler-next.heap.json',
      // Without rotation: it counts only what is still alive, so parts would not add up.
      start: () => {
        profiler.startSamplingHeapProfiling(heapIntervalBytes, heapStackDepth);
      },
      stop: () => ({ ...profiler.stopSamplingHeapProfiling() }),
    };
  }
  let part = 0;
  const title = () => `heatline ${part}`;
  const end = (ended: string): RawProfile => {
    const profile = { ...profiler.stopProfiling(ended) };
    profiler.deleteAllProfiles();
    return profile;
  };
  return {
    extension: '.v8-profiler-next.json',
    start: () => {
      profiler.setGenerateType(1);
      profiler.setSamplingInterval(intervalUs);
      profiler.startProfiling(title(), true);
    },
    // The next part begins first: see `cpuCollector`.
    rotate: () => {
      const ended = title();
      part++;
      profiler.startProfiling(title(), true);
      return end(ended);
    },
    stop: () => end(title()),
  };
}
