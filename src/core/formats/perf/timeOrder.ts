import type { PerfRecord } from './recordSplitter.ts';
import { recordType } from './recordTypes.ts';

interface Queued {
  readonly record: PerfRecord;
  readonly time: number;
}

/**
 * Records in the order of their times; those without one as they come. perf empties its buffers in rounds, one a processor,
 * and nothing that comes after the end of a round is older than the end of the round before.
 */
export function* inTimeOrder(
  records: Iterable<PerfRecord>,
  timeOf: (record: PerfRecord) => number | undefined,
): Generator<PerfRecord> {
  let queue: Queued[] = [];
  let newest = 0;
  let limit = 0;
  for (const record of records) {
    const time = timeOf(record);
    if (record.type === recordType.finishedRound) {
      sort(queue);
      const end = queue.findIndex((queued) => queued.time > limit);
      const due = end < 0 ? queue : queue.slice(0, end);
      queue = end < 0 ? [] : queue.slice(end);
      for (const queued of due) yield queued.record;
      limit = newest;
    } else if (time === undefined) yield record;
    else {
      queue.push({ record, time });
      newest = Math.max(newest, time);
    }
  }
  sort(queue);
  for (const queued of queue) yield queued.record;
}

/** Equal times stay in the file's order. */
function sort(queue: Queued[]): void {
  queue.sort((a, b) => a.time - b.time);
}
