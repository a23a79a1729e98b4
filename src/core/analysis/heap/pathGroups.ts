import { edgeTypeIndex } from '../../model/heap.ts';
import { PairTable } from '../../model/pairTable.ts';
import { classKey } from './classKey.ts';
import { noEdge } from './distances.ts';
import { edgeSource } from './edgeSource.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import { edgeName } from './names.ts';

/** So many steps up a repeated step is looked for: a list's or a chain of promises' comes back after at most as many. */
const longestCycle = 6;
/** An object with so many properties, most of them of one class, is a table whose keys say nothing. */
const tableSize = 32;

/**
 * Numbers for the kinds of ways on which objects are held, the same in all snapshots of a process: indexes and keys of tables
 * do not count, and a step that repeats counts once, so that all items of a list are in one group. A parent's number is
 * smaller than that of a child.
 */
export class PathGroups {
  readonly parent: number[] = [-1];
  private readonly labels: number[] = [-1];
  private readonly texts = new Map<string, number>();
  private readonly steps = new PairTable();
  private readonly groups = new PairTable();

  /** The group of each node. */
  of(examined: ExaminedHeap): Uint32Array {
    const { heap, via, classes } = examined;
    const group = new Uint32Array(via.length);
    const isKnown = new Uint8Array(via.length);
    const classTexts = classes.name.map((_, id) => this.text(classKey(examined, id)));
    const names = new Map<number, number>();
    const tables = new Map<number, number>();
    const path: number[] = [];
    for (let node = 0; node < via.length; node++) {
      let current = node;
      while (isKnown[current] === 0 && (via[current] ?? noEdge) !== noEdge) {
        path.push(current);
        current = edgeSource(heap, via[current] ?? 0);
      }
      isKnown[current] = 1;
      for (let below = path.pop(); below !== undefined; below = path.pop()) {
        const edge = via[below] ?? 0;
        const id = classes.of[below] ?? 0;
        const isKey = heap.edges.type[edge] === edgeTypeIndex.property && tableClass(examined, current, tables) === id;
        const name = isKey ? this.text('[key]') : this.nameOf(examined, edge, names);
        group[below] = this.child(group[current] ?? 0, this.steps.intern(name, classTexts[id] ?? 0, this.steps.size));
        isKnown[below] = 1;
        current = below;
      }
    }
    return group;
  }

  private child(parent: number, label: number): number {
    for (let above = parent, steps = 0; above > 0 && steps < longestCycle; above = this.parent[above] ?? 0, steps++)
      if (this.labels[above] === label) return above;
    const next = this.parent.length;
    const group = this.groups.intern(parent, label, next);
    if (group === next) {
      this.parent.push(parent);
      this.labels.push(label);
    }
    return group;
  }

  private nameOf({ heap }: ExaminedHeap, edge: number, names: Map<number, number>): number {
    const kind = heap.edges.type[edge];
    if (kind === edgeTypeIndex.element || kind === edgeTypeIndex.hidden) return this.text('[]');
    const index = heap.edges.name[edge] ?? 0;
    const key = kind === edgeTypeIndex.internal ? -1 - index : index;
    let known = names.get(key);
    if (known === undefined) {
      const text = edgeName(heap, edge);
      known = this.text(kind === edgeTypeIndex.internal ? text.replace(/\d+/g, '#') : text);
      names.set(key, known);
    }
    return known;
  }

  private text(text: string): number {
    let known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, (known = this.texts.size));
    return known;
  }
}

/** The class that most properties of a large object lead to; -1 where there is none. */
function tableClass({ heap, classes }: ExaminedHeap, node: number, known: Map<number, number>): number {
  const { nodes, edges } = heap;
  const [from, to] = [nodes.firstEdge[node] ?? 0, nodes.firstEdge[node + 1] ?? 0];
  if (to - from < tableSize) return -1;
  const found = known.get(node);
  if (found !== undefined) return found;
  const counts = new Map<number, number>();
  let all = 0;
  for (let edge = from; edge < to; edge++) {
    if (edges.type[edge] !== edgeTypeIndex.property) continue;
    const id = classes.of[edges.target[edge] ?? 0] ?? 0;
    counts.set(id, (counts.get(id) ?? 0) + 1);
    all++;
  }
  const [most, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [-1, 0]);
  const result = all >= tableSize && count * 2 >= all ? most : -1;
  known.set(node, result);
  return result;
}
