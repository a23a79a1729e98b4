import type { Position } from './findFunctions.ts';
import { isNestedIn, spanOf, type Place } from './place.ts';

/**
 * Where in a function another one is called, by what the text says: a function literal is called where it is passed,
 * any other by its name. Several positions when the name stands in several calls; none when it stands in none.
 */
export function callSitesOf(caller: Place, calleeName: string, callee: Place | undefined): readonly Position[] {
  if (callee !== undefined && isNestedIn(callee, caller)) {
    const { parent, passedAt } = spanOf(callee);
    if (parent === caller.span && passedAt !== undefined) return [passedAt];
  }
  const name = simpleName(calleeName);
  if (name === '') return [];
  const sites = spanOf(caller).callSites;
  for (const kind of ['call', 'argument'] as const) {
    const found = sites.filter((site) => site.kind === kind && site.name === name);
    if (found.length > 0) return found;
  }
  if (/^[gs]et /.test(calleeName)) return sites.filter((site) => site.kind === 'member' && site.name === name);
  // A base class' constructor is called as `super()`.
  return sites.filter((site) => site.kind === 'call' && site.name === 'super' && /^[A-Z]/.test(name));
}

/** What a call names of V8's function name: `Tree.add`, `exports.add`, `get add` and `async add` are all `add`. */
export function simpleName(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1).replace(/^(get|set|async) /, '');
  return /^[(<]/.test(last) ? '' : last;
}

/** Names by which a function may call others, accessors included. */
export function calledNames(place: Place): Set<string> {
  const names = new Set<string>();
  for (const { name, kind } of spanOf(place).callSites) {
    if (name === '') continue;
    if (kind === 'member') {
      names.add(`get ${name}`);
      names.add(`set ${name}`);
    } else names.add(name);
  }
  return names;
}
