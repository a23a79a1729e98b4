import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';
import { invertStacks } from './invertStacks.ts';
import { layOut } from './layOut.ts';

/**
 * Where self weight comes from: functions at depth 0 as wide as their self weight, on each the callers that led to it. In very
 * large profiles, the callers of the lightest parts are left out.
 */
export function bottomUp(profile: Profile): BoxTable {
  const node = Array.from(profile.nodes.self.keys()).filter((each) => at(profile.nodes.self, each) > 0);
  return layOut(invertStacks(profile, { node, weight: node.map((each) => at(profile.nodes.self, each)) }));
}
