import type { BoxTable } from '../analysis/boxTable.ts';
import { filterProfile, type ProfileFilter } from '../analysis/filterProfile.ts';
import { functionTimes, type FunctionTimes } from '../analysis/functionTimes.ts';
import { leftHeavy } from '../analysis/leftHeavy.ts';
import { at } from '../model/at.ts';
import { categories } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';

/** What every tab of the panel shows of a profile under a filter. */
export interface PanelView {
  readonly times: FunctionTimes;
  /** The left-heavy graph. */
  readonly boxes: BoxTable;
  /** By index of category: self weight as if none were hidden. */
  readonly categories: Float64Array;
}

export function panelView(profile: Profile, filter: ProfileFilter): PanelView {
  const filtered = filterProfile(profile, filter);
  return {
    times: functionTimes(filtered),
    boxes: leftHeavy(filtered),
    categories: selfByCategory(
      filter.hidden.length === 0 ? filtered : filterProfile(profile, { ...filter, hidden: [] }),
    ),
  };
}

function selfByCategory({ nodes, functions }: Profile): Float64Array {
  const sums = new Float64Array(categories.length);
  for (const [node, fn] of nodes.function.entries()) {
    const category = at(functions.category, fn);
    sums[category] = at(sums, category) + at(nodes.self, node);
  }
  return sums;
}
