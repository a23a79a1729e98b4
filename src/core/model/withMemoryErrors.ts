import { appendProfile } from './appendProfile.ts';
import { at } from './at.ts';
import { ProfileBuilder } from './builder.ts';
import type { Profile } from './profile.ts';

/** A profile of anything, with what checkers found in the same run: their stacks, but none of their weights. */
export function withMemoryErrors(profile: Profile, reports: readonly Profile[]): Profile {
  const builder = new ProfileBuilder(profile);
  const threads = profile.threads.map((thread) => builder.thread(thread));
  appendProfile(builder, profile, threads);
  for (const report of reports) {
    const lines = {
      node: new Uint32Array(),
      line: new Int32Array(),
      column: new Int32Array(),
      weight: new Float64Array(),
    };
    const first = report.threads.map(() => at(threads, 0));
    appendProfile(builder, { ...report, lines }, first);
  }
  for (const script of profile.scripts) builder.script(script);
  return builder.finish();
}
