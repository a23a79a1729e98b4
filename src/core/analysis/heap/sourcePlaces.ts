import { countUpTo } from '../../model/countUpTo.ts';
import { edgeTypeIndex, nodeTypeIndex, type Heap } from '../../model/heap.ts';
import { pathOf } from '../../model/location.ts';
import { edgeName, nodeName } from './names.ts';

export interface SourcePlace {
  /** Absolute path, URL or `node:` id; empty when only its number is known. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export type ToOriginal = (place: SourcePlace) => SourcePlace;

/** As V8 of Node 22 and newer calls it, and as that of Node 20 does. */
const scriptEdges = ['script', 'script_or_debug_info'];

/** Where closures and the classes of objects stand in the source. */
export class SourcePlaces {
  private readonly heap: Heap;
  private readonly toOriginal: ToOriginal;
  private readonly files = new Map<number, string>();

  constructor({ heap, toOriginal }: { readonly heap: Heap; readonly toOriginal: ToOriginal }) {
    this.heap = heap;
    this.toOriginal = toOriginal;
    const { locations, nodes } = heap;
    for (let row = 0; row < locations.node.length; row++) {
      const script = locations.script[row] ?? 0;
      const node = locations.node[row] ?? 0;
      if (nodes.type[node] !== nodeTypeIndex.closure || this.files.has(script)) continue;
      // A closure leads to its code, and that to the script, which is named after its file.
      const code = this.follow(node, ['shared']);
      const file = code < 0 ? -1 : this.follow(code, scriptEdges);
      if (file >= 0) this.files.set(script, pathOf(nodeName(heap, file)));
    }
  }

  of(node: number): SourcePlace | undefined {
    const { locations } = this.heap;
    const row = countUpTo(locations.node, node) - 1;
    return locations.node[row] === node ? this.at(row) : undefined;
  }

  /** The place in a row of the locations. */
  at(row: number): SourcePlace {
    const { script, line, column } = this.heap.locations;
    const file = this.files.get(script[row] ?? 0) ?? '';
    return this.toOriginal({ file, line: line[row] ?? 0, column: column[row] ?? 0 });
  }

  private follow(node: number, names: readonly string[]): number {
    const { nodes, edges } = this.heap;
    for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++) {
      if (edges.type[edge] === edgeTypeIndex.internal && names.includes(edgeName(this.heap, edge)))
        return edges.target[edge] ?? -1;
    }
    return -1;
  }
}
