import { functionTimes } from '../core/analysis/functionTimes.ts';
import { writeCpuprofile } from '../core/formats/writeCpuprofile.ts';
import { writeHeapprofile } from '../core/formats/writeHeapprofile.ts';
import type { Profile, Unit } from '../core/model/profile.ts';

/** A profile as a file, and what a list shows of it. */
export interface PackedProfile {
  readonly tool: string;
  readonly unit: Unit;
  /** Weight of everything but idle time. */
  readonly weight: number;
  readonly samples: number;
  /** Of the file, with the dot. */
  readonly extension: string;
  readonly text: string;
}

/**
 * A profile in V8's own formats, which other tools read too.
 * @param others what else was counted on the same stacks, in bytes.
 */
export function packProfile(profile: Profile, others: readonly Profile[] = []): PackedProfile {
  const { sum, samples } = functionTimes(profile);
  const { tool, unit } = profile;
  const measured = { tool, unit, weight: sum, samples };
  return unit === 'bytes'
    ? { ...measured, extension: '.heapprofile', text: writeHeapprofile(profile, others) }
    : { ...measured, extension: '.cpuprofile', text: writeCpuprofile(profile) };
}
