import { at } from '../src/core/model/at.ts';
import { functionMap } from '../src/core/model/functionMap.ts';
import type { SessionView } from '../src/protocol.ts';
import { stackOf } from './boxFamily.ts';
import type { BoxIndex } from './boxIndex.ts';
import { start, type Position } from './uiState.ts';

/** A graph, and the state of the session that its functions are of. */
export interface Graph {
  readonly session: SessionView;
  readonly index: BoxIndex;
}

/**
 * Where boxes of one graph are in a later state of it: those with the same way of functions to them, and on a time axis the same
 * start. -1 where there is none.
 */
export function rowMap(from: Graph, to: Graph): (row: number) => number {
  const functions = functionMap(from.session.functions, to.session.functions);
  const known = new Map<number, number>([[-1, -1]]);
  const find = (row: number, parent: number): number => {
    const fn = at(functions, at(from.index.boxes.function, row));
    return fn < 0 ? -1 : childOf(to.index, parent, fn, at(from.index.boxes.start, row));
  };
  return (row) => {
    if (row >= from.index.count) return -1;
    const stack = stackOf(from.index.boxes, row).reverse();
    let parent = -1;
    for (const box of stack) {
      let found = known.get(box);
      if (found === undefined) {
        found = find(box, parent);
        known.set(box, found);
      }
      if (found < 0) return -1;
      parent = found;
    }
    return parent;
  };
}

/** Of several calls of one function, which only a time axis has, the one that is nearest to the start. */
function childOf(index: BoxIndex, parent: number, fn: number, time: number): number {
  const stop = parent < 0 ? index.count : at(index.end, parent);
  const distance = (row: number): number => Math.abs(at(index.boxes.start, row) - time);
  let nearest = -1;
  for (let row = parent + 1; row < stop; row = at(index.end, row)) {
    if (index.boxes.function[row] === fn && (nearest < 0 || distance(row) < distance(nearest))) nearest = row;
  }
  return nearest;
}

/** Where a chart was left, in a later state of its graph: at the same times, or else at the same part of the same box. */
export function carryPosition(
  position: Position,
  from: Graph,
  to: Graph,
  { rowOf, timed }: { readonly rowOf: (row: number) => number; readonly timed: boolean },
): Position {
  if (position.right <= position.left) return position;
  const focus = rowOf(position.focus);
  if (timed) return { ...position, focus };
  if (position.focus >= 0 && focus < 0) return { ...start, scroll: position.scroll };
  const before = extent(from.index, position.focus);
  const after = extent(to.index, focus);
  const carried = (place: number): number => after.left + ((place - before.left) / before.width) * after.width;
  return { ...position, focus, left: carried(position.left), right: carried(position.right) };
}

function extent({ boxes, left, right }: BoxIndex, row: number): { readonly left: number; readonly width: number } {
  return row < 0 ? { left, width: right - left } : { left: at(boxes.start, row), width: at(boxes.width, row) };
}
