import type { ReportFrame } from '../src/core/text/htmlReport.ts';

/** Weight of the matching frames without idle time, each stack counted once. */
export function matchedWeight(tree: ReportFrame, matches: (frame: ReportFrame) => boolean): number {
  let weight = 0;
  const open = [tree];
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (!matches(frame)) open.push(...frame.children);
    else if (frame.category !== 'idle') weight += frame.value;
  }
  return weight;
}
