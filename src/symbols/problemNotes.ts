import { at } from '../core/model/at.ts';
import { nativeCategoryOf } from '../core/model/nativeCategory.ts';
import type { Note } from '../core/model/note.ts';
import type { Profile } from '../core/model/profile.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { problemNote, type Problem } from './problem.ts';

/** Below this share of the weight a problem is not worth a note. */
const smallestProblem = 0.01;

/** @param problems by module of the profile, before it was symbolised. */
export function problemNotes(profile: Profile, problems: readonly (Problem | undefined)[]): Note[] {
  const sum = profile.nodes.self.reduce((total, self) => total + self, 0);
  const shares = new Map<string, { problem: Problem; file: string; modules: Set<number> }>();
  for (const [module, problem] of problems.entries()) {
    const { file } = at(profile.modules, module);
    if (problem === undefined || isUsual(problem, file)) continue;
    // What has no file has no name that a person knows.
    const key = problem === 'noFile' ? problem : `${problem} ${file}`;
    const group = shares.get(key) ?? { problem, file, modules: new Set() };
    shares.set(key, group);
    group.modules.add(module);
  }
  return [...shares.values()].flatMap(({ problem, file, modules }) => {
    const share = sum > 0 ? weightThrough(profile, modules) / sum : 0;
    return share < smallestProblem ? [] : [problemNote(problem, file, formatShare(share))];
  });
}

/** Nobody waits for the lines of the system's libraries. */
function isUsual(problem: Problem, file: string): boolean {
  return problem === 'noLines' && nativeCategoryOf(file) !== 'own';
}

/** Weight of the stacks with code of these modules. */
function weightThrough({ addresses, functions, nodes }: Profile, modules: ReadonlySet<number>): number {
  const isInside = new Uint8Array(functions.name.length);
  for (const [row, fn] of addresses.function.entries()) if (modules.has(at(addresses.module, row))) isInside[fn] = 1;
  const isThrough = new Uint8Array(nodes.parent.length);
  let weight = 0;
  for (const [node, parent] of nodes.parent.entries()) {
    if (isInside[nodes.function[node] ?? 0] !== 1 && (parent < 0 || isThrough[parent] !== 1)) continue;
    isThrough[node] = 1;
    weight += nodes.self[node] ?? 0;
  }
  return weight;
}
