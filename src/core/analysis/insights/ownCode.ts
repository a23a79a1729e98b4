import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import type { Profile } from '../../model/profile.ts';
import type { FindingPlace } from './finding.ts';

/** A place in the user's own code that led to something in a dependency, in Node or in V8. */
export interface OwnSite {
  readonly function: number;
  /** The line of the call; the function's first line where it is not known. */
  readonly place: FindingPlace;
}

/** For each node of a call tree, the nearest own code on its stack. */
export class OwnCode {
  private readonly profile: Profile;
  /** By node: the nearest node of own code at or below it, -1 where there is none. */
  private readonly nearest: Int32Array;
  /** By node: the child of `nearest` on the way to it; the node itself where it is own code. */
  private readonly entry: Int32Array;
  private readonly callLines = new Map<string, number>();

  constructor(profile: Profile) {
    this.profile = profile;
    const { nodes, functions, calls } = profile;
    this.nearest = new Int32Array(nodes.parent.length).fill(-1);
    this.entry = new Int32Array(nodes.parent.length).fill(-1);
    for (const [node, parent] of nodes.parent.entries()) {
      const isOwn = at(functions.category, at(nodes.function, node)) === categoryIndex.own;
      const below = isOwn ? node : parent < 0 ? -1 : at(this.nearest, parent);
      this.nearest[node] = below;
      this.entry[node] = isOwn || below === parent ? node : parent < 0 ? -1 : at(this.entry, parent);
    }
    for (const [row, caller] of calls.caller.entries()) {
      const key = `${caller},${at(calls.callee, row)}`;
      const line = at(calls.line, row);
      if (line < (this.callLines.get(key) ?? Infinity)) this.callLines.set(key, line);
    }
  }

  /** The own function at or below a node, -1 where there is none. */
  functionOf(node: number): number {
    const nearest = at(this.nearest, node);
    return nearest < 0 ? -1 : at(this.profile.nodes.function, nearest);
  }

  /** Where own code led to a node. With `line`, that is where the node itself ran: it is the place in own code. */
  siteOf(node: number, line = 0): OwnSite | undefined {
    const { nodes } = this.profile;
    const fn = this.functionOf(node);
    if (fn < 0) return undefined;
    const callee = at(nodes.function, at(this.entry, node));
    const calledAt = at(this.nearest, node) === node ? line : (this.callLines.get(`${fn},${callee}`) ?? 0);
    return this.site(fn, calledAt);
  }

  /** A line of an own function; its first line for 0. */
  site(fn: number, line: number): OwnSite {
    const { functions } = this.profile;
    const place = {
      file: at(functions.file, fn),
      line: line > 0 ? line : at(functions.line, fn),
      function: at(functions.name, fn),
    };
    return { function: fn, place };
  }
}
