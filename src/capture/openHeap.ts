import { examineHeap, type ExaminedHeap } from '../core/analysis/heap/examinedHeap.ts';
import { readHeapSnapshot } from '../core/formats/heapsnapshot/heapsnapshot.ts';
import { readScripts } from '../core/formats/heatlineExtension.ts';
import { originalPlaces } from '../core/sources/originalPlaces.ts';
import { readInput } from './readInput.ts';
import { sourceHost } from './sourceHost.ts';

/**
 * Reads a heap snapshot and works out what each object retains.
 * @param onProgress is told how much of the file has been read, from 0 to 1.
 * @throws HeatlineError when the file cannot be read or is no snapshot.
 */
export function openHeap(path: string, onProgress: (read: number) => void = () => undefined): ExaminedHeap {
  const { heap, heatline } = readInput(path, (input) =>
    readHeapSnapshot(input, (bytes) => {
      onProgress(bytes / input.size);
    }),
  );
  return examineHeap(heap, originalPlaces(sourceHost, readScripts(heatline)));
}
