import { at } from '../../src/core/model/at.ts';
import type { HeapList, HeapPage, HeapRow } from '../../src/core/queries/heap/heapList.ts';

/** A row with what is known of the list below it. */
export interface Branch {
  readonly row: HeapRow;
  readonly parent: Branch | undefined;
  /** 0 at the top. */
  readonly depth: number;
  /** Its place in its list, counted from 1. */
  readonly position: number;
  readonly children: Branch[];
  /** Rows that the list below it has; -1 while that is not known. */
  total: number;
  isOpen: boolean;
}

/** A row, or what stands for those of a list that have not been asked for. */
export type BranchLine = { readonly branch: Branch } | { readonly moreOf: Branch | undefined };

/** A tree of lists that are asked for when they are opened, so many rows at a time. */
export interface HeapBranches {
  readonly top: readonly Branch[];
  /** Rows that a list has; -1 while that is not known. */
  total(of: Branch | undefined): number;
  lines(): readonly BranchLine[];
  /** Shows the list below a row or hides it; settles when there is something to see. */
  setOpen(branch: Branch, isOpen: boolean): Promise<void>;
  /** Asks for the next rows of a list. */
  more(of: Branch | undefined): Promise<void>;
}

/** Rows that are asked for at once: more than a screen has. */
const pageSize = 100;

export function createHeapBranches(
  list: HeapList,
  ask: (list: HeapList, start: number, count: number) => Promise<HeapPage>,
): HeapBranches {
  const top: Branch[] = [];
  let topTotal = -1;
  /** Lists that have been asked for rows and have not answered. */
  const asking = new Map<Branch | undefined, Promise<void>>();
  let lines: readonly BranchLine[] | undefined;

  async function fetch(of: Branch | undefined): Promise<void> {
    const children = of?.children ?? top;
    const below = of === undefined ? list : of.row.below;
    if (below === undefined) return;
    const { rows, total } = await ask(below, children.length, pageSize);
    for (const row of rows) {
      const position = children.length + 1;
      const depth = of === undefined ? 0 : of.depth + 1;
      children.push({ row, parent: of, depth, position, children: [], total: -1, isOpen: false });
    }
    if (of === undefined) topTotal = total;
    else of.total = total;
    lines = undefined;
  }

  function more(of: Branch | undefined): Promise<void> {
    let asked = asking.get(of);
    if (asked === undefined) {
      asked = fetch(of).finally(() => asking.delete(of));
      asking.set(of, asked);
    }
    return asked;
  }

  return {
    top,
    total: (of) => (of === undefined ? topTotal : of.total),
    lines() {
      if (lines === undefined) {
        const shown: BranchLine[] = [];
        // What is still to be shown, the next one last.
        const open: BranchLine[] = [];
        const push = (of: Branch | undefined, children: readonly Branch[], total: number): void => {
          if (children.length < total) open.push({ moreOf: of });
          for (let index = children.length - 1; index >= 0; index--) open.push({ branch: at(children, index) });
        };
        push(undefined, top, topTotal);
        for (let line = open.pop(); line !== undefined; line = open.pop()) {
          shown.push(line);
          if ('branch' in line && line.branch.isOpen) push(line.branch, line.branch.children, line.branch.total);
        }
        lines = shown;
      }
      return lines;
    },
    async setOpen(branch, isOpen) {
      if (branch.row.below === undefined || branch.isOpen === isOpen) return;
      if (isOpen && branch.total < 0) await more(branch);
      branch.isOpen = isOpen;
      lines = undefined;
    },
    more,
  };
}
