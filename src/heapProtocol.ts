import type { HeapDetails } from './core/queries/heap/heapDetails.ts';
import type { HeapHead } from './core/queries/heap/heapHead.ts';
import type { HeapPage, HeapPageRequest } from './core/queries/heap/heapList.ts';
import type { HeapPlace } from './core/queries/heap/heapObjectName.ts';
import type { LeakReport } from './core/queries/heap/leakReport.ts';

/** Every message between the extension and a page about memory: the views of a heap snapshot, or the verdict on leaks. */
export type ToHeapPage =
  | { readonly type: 'reading'; readonly message: string; readonly canCancel: boolean }
  | { readonly type: 'failed'; readonly message: string; readonly hint: string; readonly canRetry: boolean }
  | { readonly type: 'heap'; readonly heap: HeapView }
  /** Answer to `list`. */
  | { readonly type: 'rows'; readonly request: number; readonly page: HeapPage }
  /** Answer to `details`, or an object that is to be shown. */
  | { readonly type: 'object'; readonly object: HeapDetails }
  | { readonly type: 'leaks'; readonly leaks: LeaksView };

export type FromHeapPage =
  | { readonly type: 'ready' }
  /** Of the heap with this revision. */
  | { readonly type: 'list'; readonly revision: number; readonly request: number; readonly page: HeapPageRequest }
  | { readonly type: 'details'; readonly node: number }
  | { readonly type: 'openPlace'; readonly place: HeapPlace }
  /** Lets the user choose the snapshot that this one is compared with. */
  | { readonly type: 'compare' }
  | { readonly type: 'cancel' }
  | { readonly type: 'retry' }
  /** Shows the object with this id in the last snapshot that the verdict is about. */
  | { readonly type: 'openExample'; readonly id: number };

export interface HeapView extends HeapHead {
  /** Grows with everything that is sent. */
  readonly revision: number;
  /** Name of the file. */
  readonly title: string;
  /** The earlier snapshot that it is compared with. */
  readonly before?: HeapHead & { readonly title: string };
}

export interface LeaksView {
  /** What was run. */
  readonly title: string;
  readonly report: LeakReport;
  /** Whether the last snapshot is still there to be opened. */
  readonly hasSnapshot: boolean;
}
