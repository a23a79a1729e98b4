import type { Session } from 'node:inspector';
import type { Collector, RawProfile } from './collector.ts';
import { post } from './post.ts';

/** V8's sampling CPU profiler. */
export function cpuCollector(session: Session, intervalUs: number): Collector {
  return {
    extension: '.cpuprofile',
    restarts: true,
    start: () => {
      post(session, 'Profiler.enable');
      post(session, 'Profiler.setSamplingInterval', { interval: intervalUs });
      post(session, 'Profiler.start');
    },
    stop: () => (post(session, 'Profiler.stop') as { profile: RawProfile }).profile,
  };
}
