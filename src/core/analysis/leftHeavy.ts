import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';

/** The flame graph: equal stacks of all threads become one, and the heaviest callee stands leftmost. */
export function leftHeavy(profile: Profile): BoxTable {
  return layOut(mergeStacks(profile));
}

interface Tree {
  readonly parent: number[];
  readonly function: number[];
  readonly self: number[];
}

/** The call trees of all threads in one, parents first. */
function mergeStacks(profile: Profile): Tree {
  const { nodes, functions } = profile;
  const tree: Tree = { parent: [], function: [], self: [] };
  const ids = new Map<number, number>();
  const child = (parent: number, fn: number): number => {
    const key = (parent + 1) * functions.name.length + fn;
    let id = ids.get(key);
    if (id === undefined) {
      id = tree.parent.push(parent) - 1;
      tree.function.push(fn);
      tree.self.push(0);
      ids.set(key, id);
    }
    return id;
  };
  const merged = new Int32Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) {
    const id = child(parent < 0 ? -1 : at(merged, parent), at(nodes.function, node));
    merged[node] = id;
    tree.self[id] = at(tree.self, id) + at(nodes.self, node);
  }
  return tree;
}

function layOut({ parent, function: fn, self }: Tree): BoxTable {
  const total = Float64Array.from(self);
  for (let id = parent.length - 1; id >= 0; id--) {
    const up = at(parent, id);
    if (up >= 0) total[up] = at(total, up) + at(total, id);
  }
  // Nodes by parent, heaviest first: one sort gives every list of siblings in its order.
  const order = Array.from(parent.keys())
    .filter((id) => at(total, id) > 0)
    .sort((a, b) => at(parent, a) - at(parent, b) || at(total, b) - at(total, a) || a - b);
  const firstChild = new Int32Array(parent.length + 1).fill(-1);
  for (let place = order.length - 1; place >= 0; place--) firstChild[at(parent, at(order, place)) + 1] = place;

  const boxes: BoxTable = {
    function: new Uint32Array(order.length),
    depth: new Uint32Array(order.length),
    parent: new Int32Array(order.length),
    start: new Float64Array(order.length),
    width: new Float64Array(order.length),
    self: new Float64Array(order.length),
  };
  let row = 0;
  const stack: { place: number; up: number; start: number; parentRow: number; depth: number }[] = [];
  const push = (place: number, up: number, start: number, parentRow: number, depth: number): void => {
    const id = order[place];
    if (id !== undefined && at(parent, id) === up) stack.push({ place, up, start, parentRow, depth });
  };
  push(at(firstChild, 0), -1, 0, -1, 0);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const id = at(order, next.place);
    boxes.function[row] = at(fn, id);
    boxes.depth[row] = next.depth;
    boxes.parent[row] = next.parentRow;
    boxes.start[row] = next.start;
    boxes.width[row] = at(total, id);
    boxes.self[row] = at(self, id);
    push(next.place + 1, next.up, next.start + at(total, id), next.parentRow, next.depth);
    push(at(firstChild, id + 1), id, next.start, row, next.depth + 1);
    row++;
  }
  return boxes;
}
