import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import { isScript } from './isScript.ts';

/** Dependencies below this share of all self weight are not parsed: their lines are too cold to be shown. */
const coldDependency = 0.005;

/** Functions of dependencies that are too cold for their scripts to be parsed. */
export function coldFunctions(profile: Profile, sum: number): ReadonlySet<number> {
  const { functions, nodes } = profile;
  const weights = new Float64Array(functions.name.length);
  for (const [node, fn] of nodes.function.entries()) weights[fn] = (weights[fn] ?? 0) + (nodes.self[node] ?? 0);
  const weightOfFile = new Map<string, number>();
  for (const [fn, file] of functions.file.entries())
    weightOfFile.set(file, (weightOfFile.get(file) ?? 0) + at(weights, fn));
  const isCold = (fn: number): boolean =>
    at(functions.category, fn) === categoryIndex.dependency &&
    isScript(profile, fn) &&
    (weightOfFile.get(at(functions.file, fn)) ?? 0) < coldDependency * sum;
  return new Set(Array.from(functions.name.keys()).filter(isCold));
}
