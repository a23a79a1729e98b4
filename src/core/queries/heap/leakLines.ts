import { at } from '../../model/at.ts';
import { formatBytes } from '../../text/formatBytes.ts';
import { formatCount } from '../../text/formatCount.ts';
import type { HeapPlace } from './heapObjectName.ts';
import type { LeakReport, LeakSuspect } from './leakReport.ts';
import { allocationPlace, ownAllocation } from './ownAllocation.ts';

/** A line that has to do with a leak: the one that allocates it, where the source tells, else where V8 says that the function or class begins which allocates or holds it. */
export interface LeakLine {
  readonly place: HeapPlace;
  readonly role: 'allocates' | 'holds';
  /** The function, variable or property. */
  readonly name: string;
  readonly suspect: LeakSuspect;
}

/** The program's own lines in a verdict, what leaks the most first. */
export function leakLines({ leaks }: Pick<LeakReport, 'leaks'>): readonly LeakLine[] {
  return leaks.flatMap((suspect) => {
    const { held } = suspect;
    const allocated = ownAllocation(suspect);
    return [
      ...(allocated === undefined
        ? []
        : [{ place: allocationPlace(allocated), role: 'allocates' as const, name: allocated.function, suspect }]),
      ...(held === undefined ? [] : [{ place: held.place, role: 'holds' as const, name: held.name, suspect }]),
    ];
  });
}

/** Bytes that a round adds. */
export function bytesPerRound({ bytes }: LeakSuspect): number {
  return (at(bytes, bytes.length - 1) - at(bytes, 0)) / (bytes.length - 1);
}

/** What is wrong at a line, in one sentence. */
export function leakMessage({ role, name, suspect }: LeakLine): string {
  const grows = `${suspect.class} grows by ${formatBytes(bytesPerRound(suspect))} with every round`;
  const counts = suspect.counts.map(formatCount).join(' → ');
  return role === 'holds'
    ? `Leak: ${grows}, held by ${name || 'this function'} (${counts} objects).`
    : `Leak: ${grows}, allocated in ${name || 'this function'} (${counts} objects).`;
}
