import type { Input } from '../format.ts';
import { CallGraph } from '../callgrind/callGraph.ts';
import type { ElfFile } from '../elf/elfFile.ts';
import { callSite } from './callSite.ts';
import type { FunctionRanges } from './functionRanges.ts';
import type { Arc, Bucket, Gmon } from './gmon.ts';

export interface Program {
  readonly file: Input;
  readonly elf: ElfFile;
  readonly functions: FunctionRanges;
}

/** Samples and calls at addresses that the program does not have. */
export interface Outside {
  samples: number;
  calls: number;
}

export interface ArcGraph {
  /** Functions are named by where they begin, places are addresses, and calls have their number for their cost. */
  readonly graph: CallGraph;
  readonly outside: Readonly<Outside>;
}

/** Who called whom. @param counted what functions themselves cost: samples, or calls of them. */
export function arcGraph({ buckets, arcs }: Gmon, program: Program, counted: 'time' | 'calls'): ArcGraph {
  const { file, elf, functions } = program;
  const graph = new CallGraph();
  const vertexAt = (start: number): number => graph.vertex(file.name, '', `0x${start.toString(16)}`);
  const outside: Outside = { samples: 0, calls: 0 };
  for (const bucket of counted === 'time' ? buckets : []) {
    for (const { start, count } of parts(bucket, functions)) {
      if (elf.offsetOf(start) === undefined) outside.samples += count;
      else graph.addSelf(vertexAt(functions.startOf(start) ?? start), start, count);
    }
  }
  for (const arc of functions.size === 0 ? [] : arcs) {
    const call = callOf(arc, program);
    if (call === undefined) {
      outside.calls += arc.count;
      continue;
    }
    const callee = vertexAt(call.callee);
    if (counted === 'calls') graph.addSelf(callee, call.callee, arc.count);
    // What a function costs that calls itself, its other callers share.
    if (call.caller !== call.callee) graph.addEdge(vertexAt(call.caller), callee, call.site, arc.count);
  }
  return { graph, outside };
}

/** Where the functions of an arc begin, and its call stands: the instruction, or where the file says in place of it. */
function callOf(arc: Arc, { elf, functions }: Program) {
  const callee = elf.offsetOf(arc.to) === undefined ? undefined : functions.startOf(arc.to);
  if (callee === undefined) return undefined;
  const site = callSite(elf, arc, callee) ?? arc.from;
  const caller = elf.offsetOf(site) === undefined ? undefined : functions.startOf(site);
  return caller === undefined ? undefined : { caller, callee, site };
}

/** The C library counts in four bytes, which two functions may share; a file may say anything. */
const mostBytes = 64;

/** A range that several functions share, divided by the bytes that each has of it; what is padding between them has no time. */
function parts(bucket: Bucket, functions: FunctionRanges): readonly Bucket[] {
  const { start, end, count } = bucket;
  if (end <= start || end - start > mostBytes) return [bucket];
  const found: Bucket[] = [];
  let size = 0;
  for (let from = start; from < end;) {
    const next = Math.min(end, functions.nextAfter(from));
    const to = Math.min(next, functions.endOf(from));
    if (to > from) found.push({ start: from, end: to, count: to - from });
    size += Math.max(0, to - from);
    from = next;
  }
  return size === 0 ? [bucket] : found.map((part) => ({ ...part, count: (count * part.count) / size }));
}
