import { at } from '../src/core/model/at.ts';
import { sibling, widestChild } from './boxFamily.ts';
import type { BoxIndex } from './boxIndex.ts';

export type Move = 'caller' | 'callee' | 'next' | 'previous';

export type ChartCommand = Move | 'zoom' | 'openSource' | 'zoomIn' | 'zoomOut' | 'reset';

/** What a key means on a chart; up and down follow the eye, not the stack. */
export function chartCommand(event: KeyboardEvent, rootAtBottom: boolean): ChartCommand | undefined {
  if (event.altKey) return undefined;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter') return command ? 'openSource' : 'zoom';
  if (command) return undefined;
  switch (event.key) {
    case 'ArrowUp':
      return rootAtBottom ? 'callee' : 'caller';
    case 'ArrowDown':
      return rootAtBottom ? 'caller' : 'callee';
    case 'ArrowLeft':
      return 'previous';
    case 'ArrowRight':
      return 'next';
    case '+':
    case '=':
      return 'zoomIn';
    case '-':
      return 'zoomOut';
    case 'Escape':
      return 'reset';
    default:
      return undefined;
  }
}

/** Where a move leads from a box, or -1; with no box selected, to the widest root. */
export function boxAfter(move: Move, index: BoxIndex, row: number): number {
  if (row < 0) return widestChild(index, -1);
  switch (move) {
    case 'caller':
      return at(index.boxes.parent, row);
    case 'callee':
      return widestChild(index, row);
    case 'next':
      return sibling(index, row, 1);
    case 'previous':
      return sibling(index, row, -1);
  }
}
