import type { BoxTable } from '../../../../src/core/analysis/boxTable.ts';
import { at } from '../../../../src/core/model/at.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';

/** One line a box, indented by depth: `name start+width self`, in ms. */
export function drawn(profile: Profile, boxes: BoxTable): string[] {
  return Array.from(boxes.function, (fn, row) => {
    const ms = (column: Float64Array): number => at(column, row) / 1000;
    const indent = '  '.repeat(at(boxes.depth, row));
    return `${indent}${at(profile.functions.name, fn)} ${ms(boxes.start)}+${ms(boxes.width)} ${ms(boxes.self)}`;
  });
}
