import { pathOf } from '../../model/location.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import type { SourcePlace } from './sourcePlaces.ts';

export interface AllocatedAt {
  readonly function: string;
  /** Of the function: V8 keeps no more. */
  readonly place: SourcePlace;
  /** The one line of its text that makes such an object; absent where the text is not there, or does so on several. */
  readonly allocatingLine?: number;
}

/** The calls that allocated an object, the innermost first; empty without allocation tracking. */
export function allocatedAt({ heap, toOriginal }: ExaminedHeap, node: number): readonly AllocatedAt[] {
  const { nodes, traces, strings } = heap;
  const id = nodes.trace[node] ?? 0;
  const stack: AllocatedAt[] = [];
  for (let row = id === 0 ? -1 : traces.id.indexOf(id); row >= 0; row = traces.parent[row] ?? -1) {
    const file = pathOf(strings.text(traces.scriptName[row] ?? strings.length));
    const name = strings.text(traces.functionName[row] ?? strings.length);
    const ran = { file, line: traces.line[row] ?? 0, column: traces.column[row] ?? 0 };
    stack.push({ function: name, place: toOriginal(ran) });
  }
  return stack.filter((call) => call.function !== '(root)');
}
