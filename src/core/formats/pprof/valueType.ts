import type { Unit } from '../../model/profile.ts';

/** How values of a pprof file become weights. */
export interface ValueType {
  readonly unit: Unit;
  /** What to multiply values by. */
  readonly scale: number;
}

const scales: Readonly<Record<string, ValueType>> = {
  nanoseconds: { unit: 'microseconds', scale: 1e-3 },
  microseconds: { unit: 'microseconds', scale: 1 },
  milliseconds: { unit: 'microseconds', scale: 1e3 },
  seconds: { unit: 'microseconds', scale: 1e6 },
  bytes: { unit: 'bytes', scale: 1 },
  kilobytes: { unit: 'bytes', scale: 1024 },
  megabytes: { unit: 'bytes', scale: 1024 ** 2 },
};

/** @param type e.g. `alloc_space`. @param unit e.g. `bytes`. */
export function valueTypeOf(type: string, unit: string): ValueType {
  const known = Object.hasOwn(scales, unit) ? scales[unit] : undefined;
  return known ?? { unit: isSamples(type) ? 'samples' : 'events', scale: 1 };
}

export function isSamples(type: string): boolean {
  return type === 'samples' || type === 'sample';
}
