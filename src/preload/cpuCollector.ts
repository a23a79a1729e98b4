import { console as v8Console, type Session } from 'node:inspector';
import type { Collector, RawProfile } from './collector.ts';
import { post } from './post.ts';
import type { RecordingSettings } from './protocol.ts';

interface ConsoleProfileFinished {
  readonly params: { readonly title?: string; readonly profile: RawProfile };
}

/**
 * V8's sampling CPU profiler, by way of its console: only there can the next part begin before the last one ends. A
 * profiler that has nothing left to measure forgets the code that it knows, and then does not find names and lines of what
 * is already running.
 */
export function cpuCollector(session: Session, { intervalUs, begin: when }: RecordingSettings): Collector {
  let part = 0;
  const title = () => `heatline ${part}`;
  const begin = () => {
    v8Console.profile(title());
  };
  const end = (ended: string): RawProfile => {
    let profile: RawProfile | undefined;
    const onFinished = ({ params }: ConsoleProfileFinished) => {
      // The program may use the console's profiles too.
      if (params.title === ended) ({ profile } = params);
    };
    session.on('Profiler.consoleProfileFinished', onFinished);
    v8Console.profileEnd(ended);
    session.off('Profiler.consoleProfileFinished', onFinished);
    if (profile === undefined) throw new Error('V8 gave no profile.');
    return profile;
  };
  return {
    extension: '.cpuprofile',
    start: () => {
      post(session, 'Profiler.enable');
      post(session, 'Profiler.setSamplingInterval', { interval: intervalUs });
      if (when !== 'start') forgetOptimizedCode(session);
      begin();
    },
    rotate: () => {
      const ended = title();
      part++;
      begin();
      return end(ended);
    },
    stop: () => end(title()),
  };
}

/**
 * What V8 optimized before it was profiled has no lines and no names of what it inlined. Precise coverage begins by
 * throwing all optimized code away; what is compiled from then on has both. Whoever measures coverage is left alone.
 */
function forgetOptimizedCode(session: Session): void {
  if (process.env['NODE_V8_COVERAGE'] !== undefined) return;
  post(session, 'Profiler.startPreciseCoverage', { callCount: false, detailed: false });
  post(session, 'Profiler.stopPreciseCoverage');
}
