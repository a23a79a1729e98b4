import type { Node } from '@babel/types';
import { at } from '../model/at.ts';
import { bodyAllocations, type BodyCall } from './bodyAllocations.ts';
import { isClass, isFunction, isNode, startOf, type FunctionSpan } from './findFunctions.ts';
import { parseScript } from './parseScript.ts';
import type { SpanIndex } from './spanIndex.ts';

/** A line that makes something when its function runs, as its text says: it is not known how often it does. */
export interface AllocationSite {
  readonly line: number;
  /** For a person: a class, the shape of a literal, a call: `Session`, `{ id, tags }`, `map()`. */
  readonly what: string;
  /** In a loop of its function, or of one that calls it. */
  readonly inLoop: boolean;
  /** Name of the function that it calls for that, empty for a callback without one; absent for what it makes itself. */
  readonly calls?: string;
}

/** V8 seldom inlines deeper, and names lead astray at some point. */
const depth = 3;
/** Of one function: more are no explanation. */
const mostFunctions = 20;

export interface AllocatingFunction {
  readonly source: string;
  readonly language: 'js' | 'ts';
  /** Of the text. */
  readonly spans: SpanIndex;
  /** Its index. */
  readonly span: number;
  /** Whether to follow it into functions of the text that it calls: V8 counts what these allocate as its own once it has inlined them. */
  readonly inlined: boolean;
}

/** Where a function makes things: in loops first, then its own first. */
export function allocationSites({ source, language, spans, span, inlined }: AllocatingFunction): AllocationSite[] {
  const nodes = functionNodes(source, language);
  const sites: AllocationSite[] = [];
  const seen = new Set<number>();
  let level = [{ span, inLoop: false }];
  for (let calls = 0; calls <= (inlined ? depth : 0); calls++) {
    const next: typeof level = [];
    for (const { span: each, inLoop } of level) {
      const node = nodes.get(keyOf(at(spans.spans, each)));
      if (seen.has(each) || seen.size >= mostFunctions || node === undefined) continue;
      seen.add(each);
      const body = bodyAllocations(node);
      const called = calls === 0 ? {} : { calls: at(spans.spans, each).name };
      for (const made of body.makes) sites.push({ ...made, inLoop: inLoop || made.inLoop, ...called });
      for (const call of body.calls) {
        const callee = calleeOf(call, spans);
        if (callee !== undefined) next.push({ span: callee, inLoop: inLoop || call.inLoop });
      }
    }
    level = next;
  }
  // A stable sort: what is nearer stays first.
  return sites.sort((a, b) => Number(b.inLoop) - Number(a.inLoop));
}

/** The function of the text that a call reaches, where that can be one only. */
function calleeOf({ callee }: BodyCall, index: SpanIndex): number | undefined {
  if (typeof callee !== 'string') return index.around(startOf(callee));
  const [first, second, third] = index.named(callee);
  if (first === undefined || third !== undefined) return undefined;
  if (second === undefined) return first;
  // A class and its constructor have one name.
  return at(index.spans, second).parent === first ? second : undefined;
}

/** Functions, classes and the script itself, by where they stand. */
function functionNodes(source: string, language: 'js' | 'ts'): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>();
  let program: Node;
  try {
    program = parseScript(source, language);
  } catch {
    return nodes; // its spans are of the script only
  }
  const stack: Node[] = [program];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isFunction(node) || isClass(node)) {
      const { line: startLine, column: startColumn } = startOf(node);
      nodes.set(keyOf({ startLine, startColumn, parent: 0 }), node);
    }
    for (const key in node) {
      const value = node[key as keyof Node] as unknown;
      if (typeof value !== 'object' || value === null || key === 'loc') continue;
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) stack.push(child);
    }
  }
  return nodes.set(scriptKey, program);
}

const scriptKey = 'script';

/** No two functions begin at one place. */
function keyOf({ startLine, startColumn, parent }: Pick<FunctionSpan, 'startLine' | 'startColumn' | 'parent'>): string {
  return parent < 0 ? scriptKey : `${startLine}:${startColumn}`;
}
