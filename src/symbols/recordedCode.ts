import { at } from '../core/model/at.ts';
import type { Module, Profile } from '../core/model/profile.ts';

/** What instructions cost, by their place in the files that ran: of a profile's addresses, all that names do not tell. */
export type RecordedCode = readonly RecordedModule[];

export interface RecordedModule extends Module {
  /** Self weight by offset in the file, in the profile's unit. */
  readonly weights: ReadonlyMap<number, number>;
}

/** @param raw a profile before it was symbolised. */
export function recordedCode({ addresses, modules, nodes }: Profile): RecordedCode {
  const weights = modules.map(() => new Map<number, number>());
  const rowOf = new Map(Array.from(addresses.function, (fn, row) => [fn, row]));
  for (const [node, fn] of nodes.function.entries()) {
    const row = rowOf.get(fn);
    const weight = at(nodes.self, node);
    if (row === undefined || weight === 0) continue;
    const ofModule = at(weights, at(addresses.module, row));
    const offset = at(addresses.offset, row);
    ofModule.set(offset, (ofModule.get(offset) ?? 0) + weight);
  }
  return modules.map((module, index) => ({ ...module, weights: at(weights, index) }));
}
