import type { AllocatedAt } from '../../analysis/heap/allocatedAt.ts';
import type { HeapPlace } from './heapObjectName.ts';
import type { LeakSuspect } from './leakReport.ts';

/** The innermost call that is in no module of Node's. */
export function ownAllocation({ allocatedAt }: Pick<LeakSuspect, 'allocatedAt'>): AllocatedAt | undefined {
  return allocatedAt.find(({ place }) => place.file !== '' && !place.file.startsWith('node:'));
}

/** As near to the allocation as is known. */
export function allocationPlace({ place, allocatingLine }: AllocatedAt): HeapPlace {
  return allocatingLine === undefined ? place : { ...place, line: allocatingLine, column: 1 };
}
