import type { Note } from '../../model/note.ts';
import { costOf } from '../callgrind/acyclic.ts';
import type { Vertex } from '../callgrind/callGraph.ts';
import type { ArcGraph, Program } from './arcGraph.ts';

/** Of the time; less needs no words. */
const leastShare = 0.005;

/** What is doubtful about a profile of gprof. @param isTime whether it is one of time, not of calls. */
export function gprofNotes({ graph, outside }: ArcGraph, { file, functions }: Program, isTime: boolean): Note[] {
  const { vertices } = graph;
  const notes: Note[] = [];
  const note = (kind: Note['kind'], message: string): void => void notes.push({ kind, message });
  if (isTime) {
    note(
      'lines-unknown',
      'gprof counts samples in ranges of a few instructions: each stands on the first one, which may be of the line before.',
    );
    const uncalled = functionsWithoutCallers(vertices, functions.size === 0);
    if (uncalled !== undefined) note('no-callers', uncalled);
  }
  if (vertices.some(({ out }) => out.length > 0)) {
    note(
      'estimated-stacks',
      'The file has the number of calls, but no stacks: what a function cost is shared among its callers by that, as if each call cost the same.',
    );
  }
  for (const [what, count] of Object.entries(outside)) {
    if (count === 0) continue;
    note(
      'bad-data',
      `${Math.ceil(count)} ${what} are at addresses that ${file.name} does not have: it was built again, or is another program.`,
    );
  }
  return notes;
}

/** Of functions that took time, and of which nobody knows who called them; the largest is the program itself. */
function functionsWithoutCallers(vertices: readonly Vertex[], isStripped: boolean): string | undefined {
  if (isStripped)
    return 'The program has no symbol table, so that nobody knows which functions called each other: totals are self times.';
  const called = new Set(vertices.flatMap(({ out }) => out.map(({ to }) => to)));
  if (called.size === 0)
    return 'No function that was compiled with -pg was called by another one, so that totals are self times.';
  const costs = vertices.flatMap((vertex, index) => (called.has(index) ? [] : [costOf(vertex)]));
  const all = costs.reduce((sum, cost) => sum + cost, 0);
  const share = 1 - costs.reduce((most, cost) => Math.max(most, cost), 0) / all;
  if (!(share >= leastShare)) return undefined;
  return `Functions with ${Math.round(100 * share)} % of the time are in no other function’s total, as nobody knows who called them: they were not compiled with -pg, or a library called them.`;
}
