import { functionInput } from '../model/appendProfile.ts';
import { at } from '../model/at.ts';
import { ProfileBuilder } from '../model/builder.ts';
import { categoryName, type Category } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';

export interface ProfileFilter {
  /** Index into `profile.threads`; -1 keeps all. */
  readonly thread: number;
  readonly hidden: readonly Category[];
}

/** Frames of these kinds are no code that a function called: hidden, their time is gone instead of being their caller's. */
const notCalled: readonly Category[] = ['gc', 'program', 'idle'];

/**
 * The profile without some threads and some kinds of frames. The time of hidden functions goes to whoever called them;
 * a stack with nothing left of it is left out. Functions keep their numbers.
 */
export function filterProfile(profile: Profile, { thread, hidden }: ProfileFilter): Profile {
  if (thread < 0 && hidden.length === 0) return profile;
  const { functions, nodes, samples, lines, threads } = profile;
  const builder = new ProfileBuilder(profile);
  for (const known of threads) builder.thread(known);
  for (let fn = 0; fn < functions.name.length; fn++) builder.function(functionInput(profile, fn));
  const categoryOfNode = (node: number): Category => categoryName(at(functions.category, at(nodes.function, node)));
  // Where a node's weight goes: a node of the new profile, or -1.
  const target = new Int32Array(nodes.parent.length).fill(-1);
  for (const [node, parent] of nodes.parent.entries()) {
    const caller = parent < 0 ? -1 : at(target, parent);
    const category = categoryOfNode(node);
    if (thread >= 0 && at(nodes.thread, node) !== thread) continue;
    if (!hidden.includes(category))
      target[node] = builder.node(caller, at(nodes.function, node), at(nodes.thread, node));
    else if (!notCalled.includes(category)) target[node] = caller;
  }
  for (const [row, node] of samples.node.entries()) {
    const to = at(target, node);
    if (to >= 0) builder.sample(to, at(samples.weight, row), at(samples.time, row));
  }
  for (const [node, self] of nodes.self.entries()) {
    const to = at(target, node);
    if (to >= 0 && self > 0) builder.weigh(to, self, at(nodes.count, node));
  }
  for (const [row, node] of lines.node.entries()) {
    const to = at(target, node);
    // A hidden function's lines are not its caller's: that weight stays on no line.
    if (to >= 0 && !hidden.includes(categoryOfNode(node))) builder.line(to, at(lines.line, row), at(lines.weight, row));
  }
  for (const note of profile.notes) builder.note(note.kind, note.message);
  return builder.finish();
}
