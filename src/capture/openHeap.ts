import { examineHeap, type ExaminedHeap } from '../core/analysis/heap/examinedHeap.ts';
import { readHeapSnapshot } from '../core/formats/heapsnapshot/heapsnapshot.ts';
import { readInput } from './readInput.ts';

/**
 * Reads a heap snapshot and works out what each object retains.
 * @throws HeatlineError when the file cannot be read or is no snapshot.
 */
export function openHeap(path: string): ExaminedHeap {
  return examineHeap(readInput(path, (input) => readHeapSnapshot(input)));
}
