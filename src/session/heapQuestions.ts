import type { HeapDetails } from '../core/queries/heap/heapDetails.ts';
import type { HeapHead } from '../core/queries/heap/heapHead.ts';
import type { HeapPage, HeapPageRequest } from '../core/queries/heap/heapList.ts';
import type { LeakReport } from '../core/queries/heap/leakReport.ts';

/** All that can be asked of a heap's thread. */
export interface HeapQuestions {
  /** Reads a snapshot; what is asked from then on is about it. */
  open: { readonly input: { readonly path: string }; readonly output: HeapHead };
  /** Reads an earlier snapshot of the same process, for the lists of changes. */
  compare: { readonly input: { readonly path: string }; readonly output: HeapHead };
  list: { readonly input: HeapPageRequest; readonly output: HeapPage };
  details: { readonly input: { readonly node: number }; readonly output: HeapDetails };
  /** The node of an object by V8's number; -1 where there is none. */
  find: { readonly input: { readonly id: number }; readonly output: number };
  /** Whether a process leaks, by snapshots of it, of which the last stays open. */
  leaks: {
    readonly input: {
      readonly files: readonly string[];
      /** See `leakReport`. */
      readonly recorder?: string;
    };
    readonly output: LeakReport;
  };
}

/** While snapshots are read. */
export interface HeapProgress {
  /** Base name of the file. */
  readonly file: string;
  /** How much of the file has been read, 0 to 1; undefined while it is worked out what each object retains. */
  readonly read?: number;
}
