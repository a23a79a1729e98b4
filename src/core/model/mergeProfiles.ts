import { at } from './at.ts';
import { appendProfile } from './appendProfile.ts';
import { ProfileBuilder } from './builder.ts';
import type { Profile } from './profile.ts';

/** The name of the recorder's functions that stand between functions of the program: see `callBefore`. */
const passesOn = 'apply';

/**
 * One profile of several that the same tool measured: the threads and processes of one run, or parts of one thread that
 * were saved one after the other (the same pid and tid), which become one thread again.
 * @param without a file whose functions, and what they called, are not part of the program: the recorder's own. What
 * it only passes on is the program's.
 */
export function mergeProfiles(profiles: readonly Profile[], without?: string): Profile {
  const builder = new ProfileBuilder(at(profiles, 0));
  const threadIds = new Map<string, number>();
  const byStart = [...profiles].sort((a, b) => (a.samples.time[0] ?? 0) - (b.samples.time[0] ?? 0));
  for (const profile of byStart) {
    const threads = profile.threads.map((thread) => {
      const key = `${thread.pid}/${thread.tid}`;
      const id = threadIds.get(key) ?? builder.thread(thread);
      threadIds.set(key, id);
      return id;
    });
    const { functions, nodes } = profile;
    const isOwn = (fn: number) => at(functions.file, fn) === without;
    const isBetween = (fn: number) => isOwn(fn) && at(functions.name, fn) === passesOn;
    appendProfile(builder, profile, threads, {
      leaveOut: (fn) => isOwn(fn) && !isBetween(fn),
      partOf: (node) => (isBetween(at(nodes.function, node)) ? at(nodes.parent, node) : -1),
    });
    for (const script of profile.scripts) builder.script(script);
  }
  return builder.finish();
}
