import type { Note } from '../model/note.ts';
import type { Profile } from '../model/profile.ts';
import { functionTimes } from './functionTimes.ts';

/** With fewer samples, the 95 % band of a 50 % share is wider than ± 10 %. */
const fewSamples = 100;

/** What the number of samples says about every share of a profile. */
export function sampleNotes(profile: Profile): Note[] {
  // V8 sums allocations of one size, so their number says nothing of how many were sampled.
  if (profile.unit === 'bytes') return [];
  const { samples, sum } = functionTimes(profile);
  // Without a number of samples, it was counted or measured as a whole.
  const isMeasured = samples === 0 && (profile.unit === 'events' || sum > 0);
  if (samples >= fewSamples || isMeasured) return [];
  const message = `There are only ${samples} samples: shares are rough. A longer run or a shorter sampling interval gives more.`;
  return [{ kind: 'few-samples', message }];
}
