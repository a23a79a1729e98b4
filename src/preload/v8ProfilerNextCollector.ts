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
  startSamplingHeapProfiling(): void;
  stopSamplingHeapProfiling(): RawProfile;
}

const title = 'heatline';

/** The add-on of the user's project, built for the Node that runs it. */
export function v8ProfilerNextCollector({ collector, measure, intervalUs }: RecordingSettings): Collector {
  const profiler = createRequire(collector)(collector) as V8ProfilerNext;
  if (measure === 'heap') {
    return {
      extension: '.v8-profiler-next.heap.json',
      // A later part would not have the objects of the earlier ones.
      restarts: false,
      start: () => {
        profiler.startSamplingHeapProfiling();
      },
      stop: () => ({ ...profiler.stopSamplingHeapProfiling() }),
    };
  }
  return {
    extension: '.v8-profiler-next.json',
    restarts: true,
    start: () => {
      profiler.setGenerateType(1);
      profiler.setSamplingInterval(intervalUs);
      profiler.startProfiling(title, true);
    },
    stop: () => {
      const profile = { ...profiler.stopProfiling(title) };
      profiler.deleteAllProfiles();
      return profile;
    },
  };
}
