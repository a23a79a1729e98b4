import { at } from '../src/core/model/at.ts';
import type { BoxIndex } from './boxIndex.ts';
import type { Hits } from './search.ts';

/** The topmost matching boxes, heaviest first: the order in which a graph without times is searched. */
export function heaviestMatches(index: BoxIndex, hits: Hits): Uint32Array {
  return hits.topmost.slice().sort((a, b) => at(index.boxes.width, b) - at(index.boxes.width, a));
}
