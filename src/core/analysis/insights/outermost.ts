import { at } from '../../model/at.ts';
import type { Profile } from '../../model/profile.ts';
import { busySelf, nodeTotals } from '../nodeTotals.ts';
import type { Amount } from './amount.ts';

export interface NodeAmount {
  readonly node: number;
  /** Of the node with everything that it called. */
  readonly amount: Amount;
}

/** The nodes that match and stand on no other that does, so that no time counts twice. */
export function outermost(profile: Profile, matches: (node: number) => boolean): NodeAmount[] {
  const { nodes } = profile;
  const busy = busySelf(profile);
  const weights = nodeTotals(profile, busy);
  const counts = nodeTotals(
    profile,
    nodes.count.map((count, node) => (at(busy, node) > 0 ? count : 0)),
  );
  const found: NodeAmount[] = [];
  const inside: boolean[] = [];
  for (const [node, parent] of nodes.parent.entries()) {
    const within = parent >= 0 && at(inside, parent);
    const matching = within || matches(node);
    inside.push(matching);
    if (matching && !within) found.push({ node, amount: { weight: at(weights, node), count: at(counts, node) } });
  }
  return found;
}
