import { AskedThread } from './askedThread.ts';
import type { HeapProgress, HeapQuestions } from './heapQuestions.ts';

/** A heap snapshot in a thread of its own: one of a gigabyte takes half a minute to read, and twice its size in memory. */
export class HeapThread extends AskedThread<HeapQuestions, HeapProgress> {
  /** @param worker path of the built `heapWorker`. */
  constructor(worker: string) {
    super(worker, 'heap snapshot');
  }
}
