import path from 'node:path';
import { openHeap } from '../capture/openHeap.ts';
import { sourceHost } from '../capture/sourceHost.ts';
import { checkComparable } from '../core/analysis/heap/checkComparable.ts';
import type { ExaminedHeap } from '../core/analysis/heap/examinedHeap.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { heapDetails } from '../core/queries/heap/heapDetails.ts';
import { heapHead } from '../core/queries/heap/heapHead.ts';
import { HeapLists } from '../core/queries/heap/heapLists.ts';
import type { Answers } from './answerQuestions.ts';
import type { HeapProgress, HeapQuestions } from './heapQuestions.ts';

/** How much is read between two messages about it. */
const reportedShare = 0.02;

/** Answers about one snapshot, which `open` decides. */
export function createHeapAnswers(): Answers<HeapQuestions, HeapProgress> {
  let opened: { readonly examined: ExaminedHeap; readonly lists: HeapLists } | undefined;
  const show = (examined: ExaminedHeap, before?: ExaminedHeap): void => {
    opened = { examined, lists: new HeapLists(examined, before) };
  };
  const current = (): NonNullable<typeof opened> => {
    if (opened === undefined) throw new HeatlineError('No heap snapshot is open.');
    return opened;
  };
  return {
    open: ({ path: file }, onProgress) => {
      opened = undefined;
      const examined = read(file, onProgress);
      show(examined);
      return heapHead(examined);
    },
    compare: ({ path: file }, onProgress) => {
      const { examined } = current();
      // The one that it was compared with gives its memory back first.
      show(examined);
      const before = read(file, onProgress);
      checkComparable(before, examined);
      show(examined, before);
      return heapHead(before);
    },
    list: (request) => current().lists.page(request),
    details: ({ node }) => heapDetails(current().examined, node),
    find: ({ id }) => current().examined.heap.nodes.id.indexOf(id),
    leaks: async ({ files, recorder }, onProgress) => {
      // With the parser, which nothing else needs here.
      const { leakReport } = await import('../core/queries/heap/leakReport.ts');
      return leakReport(readAll(files, onProgress), { recorder, sources: sourceHost });
    },
  };
}

function* readAll(files: readonly string[], onProgress: (progress: HeapProgress) => void): Generator<ExaminedHeap> {
  for (const file of files) yield read(file, onProgress);
}

function read(file: string, onProgress: (progress: HeapProgress) => void): ExaminedHeap {
  const name = path.basename(file);
  let told = -reportedShare;
  return openHeap(file, (share) => {
    if (share === 1) onProgress({ file: name });
    else if (share - told >= reportedShare) onProgress({ file: name, read: (told = share) });
  });
}
