import type { HeapSort } from '../../src/core/queries/heap/heapList.ts';

export const heapTabs = ['classes', 'dominators', 'strings', 'detached', 'compare'] as const;

export type HeapTab = (typeof heapTabs)[number];

/** What the page itself decides; kept by VS Code while the page is hidden or reloaded. */
export interface HeapState {
  readonly version: 1;
  readonly tab: HeapTab;
  /** By tab, as far as it was typed. */
  readonly filters: Readonly<Partial<Record<HeapTab, string>>>;
  /** By tab, as far as it was chosen. */
  readonly sorts: Readonly<Partial<Record<HeapTab, HeapSort>>>;
  /** The node of the selected object, or -1. */
  readonly selected: number;
}

const initial: HeapState = { version: 1, tab: 'classes', filters: {}, sorts: {}, selected: -1 };

/** What an earlier page saved, if it was one that wrote the same shape. */
export function restoreHeapState(saved: unknown): HeapState {
  const known = typeof saved === 'object' && saved !== null && 'version' in saved && saved.version === initial.version;
  return known ? (saved as HeapState) : initial;
}
