import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import type { Note } from '../model/note.ts';
import type { Profile } from '../model/profile.ts';

/** Where programs and threads begin in their own code; what calls these, of the C library, may have no frame pointers. */
const begins = /^(_start|main|main\.main|runtime\.\w+(\.abi0)?|std::rt::lang_start.*|_GLOBAL__sub_I_.*)$/;

/** Of the weight: less is lost in functions that begin or end. */
const smallestShare = 0.05;

const pythonMessage =
  'Of Python’s functions, those that called are missing: perf can only follow a Python that was built with -fno-omit-frame-pointer, or one from 3.13 on, which tells how (-X perf_jit, recorded with --call-graph dwarf).';

/** What a recording of perf says of stacks that end in the middle of the program, and how to record them whole. */
export function brokenStackNotes({ functions, nodes, notes, tool }: Profile): Note[] {
  // What has no stacks at all says so.
  if (tool !== 'perf' || notes.some(({ kind }) => kind === 'no-callers')) return [];
  const roots = new Int32Array(nodes.parent.length);
  const weights = new Float64Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) {
    const root = parent < 0 ? node : (roots[parent] ?? 0);
    roots[node] = root;
    weights[root] = (weights[root] ?? 0) + (nodes.self[node] ?? 0);
  }
  let broken = 0;
  let ofPython = 0;
  let all = 0;
  for (const [root, weight] of weights.entries()) {
    if (weight === 0) continue;
    all += weight;
    const fn = at(nodes.function, root);
    const isOwn = at(functions.category, fn) === categoryIndex.own;
    // A register that is no frame pointer leads anywhere.
    const isNowhere = at(functions.file, fn) === '[unknown]';
    if (at(functions.file, fn).endsWith('.py')) ofPython += weight;
    if (isNowhere || (isOwn && !begins.test(at(functions.name, fn)))) broken += weight;
  }
  if (!(broken > smallestShare * all)) return [];
  if (ofPython > broken / 2) return [{ kind: 'no-callers', message: pythonMessage }];
  const share = `${Math.round((100 * broken) / all)} %`;
  const isCopied = notes.some(({ kind }) => kind === 'call-graph');
  const message = isCopied
    ? `${share} of the weight is on stacks that are larger than what perf copied of them, so that their outermost callers are missing: record with more (perf record --call-graph dwarf,65528), or build with -fno-omit-frame-pointer.`
    : `${share} of the weight is on stacks that end in the middle of the program, which keeps no frame pointers there: record with --call-graph dwarf, or build with -fno-omit-frame-pointer.`;
  return [{ kind: 'no-callers', message }];
}
