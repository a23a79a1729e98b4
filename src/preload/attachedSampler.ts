// Evaluated in a thread that is attached to: takes its timeline until it is told to stop.
import type { Measure, RecordedTimeline } from './protocol.ts';
import { RunningSampler } from './runningSampler.ts';

/** Whoever asks no more is gone. */
const patienceMs = 60_000;

export function start(measure: Measure): { readonly take: () => RecordedTimeline; readonly stop: () => void } {
  const sampler = new RunningSampler(measure, undefined);
  const patience = setTimeout(() => {
    sampler.stop();
  }, patienceMs).unref();
  return {
    take: () => {
      patience.refresh();
      return sampler.take();
    },
    stop: () => {
      clearTimeout(patience);
      sampler.stop();
    },
  };
}
