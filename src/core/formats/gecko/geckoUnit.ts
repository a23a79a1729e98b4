import type { Unit } from '../../model/profile.ts';
import type { GeckoThread } from './readGeckoFile.ts';

/** How weights of samples become those of a profile. */
export interface GeckoUnit {
  readonly unit: Unit;
  /** What to multiply them by. */
  readonly scale: number;
  /** Whether a weight says how many samples it stands for. */
  readonly countsSamples: boolean;
}

/** A sample stands for the time from one to the next, as in the Firefox Profiler. */
export function unitOfSamples({ samples, interval }: GeckoThread): GeckoUnit {
  switch (samples.value('weightType')) {
    case 'bytes':
      return { unit: 'bytes', scale: 1, countsSamples: false };
    case 'tracing-ms':
      return { unit: 'microseconds', scale: 1000, countsSamples: false };
    default:
      return interval > 0 && interval < 1e9
        ? { unit: 'microseconds', scale: interval * 1000, countsSamples: true }
        : { unit: 'samples', scale: 1, countsSamples: true };
  }
}
