import { appendProfile } from '../model/appendProfile.ts';
import { at } from '../model/at.ts';
import { ProfileBuilder } from '../model/builder.ts';
import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';

/** Whose line gets what inlined code costs: its own, or that of the user's code that it was inlined into. */
export const lineChoices = ['innermost', 'mine'] as const;

export type LineChoice = (typeof lineChoices)[number];

/** A profile with its lines as chosen. */
export function onLines(profile: Profile, lines: LineChoice): Profile {
  return lines === 'mine' ? rollUpInlined(profile) : profile;
}

/**
 * A profile in which code of libraries that the compiler put into own code is part of the line that called it. Where no own
 * code is around it, it stays where it is.
 */
export function rollUpInlined(profile: Profile): Profile {
  const { nodes, functions, lines } = profile;
  const isOwn = (node: number): boolean => at(functions.category, at(nodes.function, node)) === categoryIndex.own;
  /** By node: the own code that it becomes a part of, -1 for none, and the line of that. */
  const into = new Int32Array(nodes.parent.length).fill(-1);
  const onLine = new Int32Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) {
    if (at(nodes.inlined, node) === 0 || parent < 0 || isOwn(node)) continue;
    const isDirect = isOwn(parent);
    into[node] = isDirect ? parent : at(into, parent);
    onLine[node] = isDirect ? at(nodes.callLine, node) : at(onLine, parent);
  }
  if (into.every((node) => node < 0)) return profile;
  const builder = new ProfileBuilder(profile);
  const threads = profile.threads.map((thread) => builder.thread(thread));
  const isPart = (node: number): boolean => at(into, node) >= 0;
  appendProfile(builder, profile, threads, {
    partOf: (node) => at(into, node),
    call: (node) => {
      const parent = at(nodes.parent, node);
      const inlined: number[] = [];
      if (isPart(parent)) return { inlined, line: at(onLine, parent) };
      return { inlined, line: at(nodes.callLine, node), column: at(nodes.callColumn, node) };
    },
    errorLine: (node, line) => (isPart(node) ? at(onLine, node) : line),
    line: (row) => {
      const node = at(lines.node, row);
      const inlined: number[] = [];
      if (isPart(node)) return { inlined, line: at(onLine, node) };
      return { inlined, line: at(lines.line, row), column: at(lines.column, row) };
    },
  });
  for (const script of profile.scripts) builder.script(script);
  return builder.finish();
}
