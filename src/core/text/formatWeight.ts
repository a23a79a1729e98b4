import type { Unit } from '../model/profile.ts';
import { formatBytes } from './formatBytes.ts';
import { formatCount } from './formatCount.ts';
import { formatEvents } from './formatEvents.ts';
import { formatTime } from './formatTime.ts';

/** A weight of a profile in the profile's unit; samples and events are bare counts, so that columns of them stay readable. */
export function formatWeight(weight: number, unit: Unit): string {
  switch (unit) {
    case 'microseconds':
      return formatTime(weight);
    case 'bytes':
      return formatBytes(weight);
    case 'samples':
      return formatCount(weight);
    case 'events':
      return formatEvents(weight);
  }
}
