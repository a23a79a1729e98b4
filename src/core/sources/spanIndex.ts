import { at } from '../model/at.ts';
import { lowerBound } from '../model/lowerBound.ts';
import type { FunctionSpan, Position } from './findFunctions.ts';

/** Finds the spans of one script by position and by line. */
export interface SpanIndex {
  readonly spans: readonly FunctionSpan[];
  /** The innermost span around V8's position of a function. */
  around(position: Position): number;
  /** Spans with code of their own on a line. */
  withCodeOn(line: number): readonly number[];
  /** Spans that a call by this name may reach. */
  named(name: string): readonly number[];
  /** Spans written directly inside another. */
  nestedIn(span: number): readonly number[];
}

export function indexSpans(spans: readonly FunctionSpan[]): SpanIndex {
  const byStart = Array.from(spans.keys()).sort((a, b) => compareStarts(at(spans, a), at(spans, b)) || a - b);
  const byLine = new Map<number, number[]>();
  const byName = new Map<string, number[]>();
  const byParent = new Map<number, number[]>();
  const add = <K>(map: Map<K, number[]>, key: K, span: number): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [span]);
    else known.push(span);
  };
  for (const [index, span] of spans.entries()) {
    for (const line of span.codeLines) add(byLine, line, index);
    if (span.name !== '') add(byName, span.name, index);
    add(byParent, span.parent, index);
  }
  return {
    spans,
    around: (position) => {
      // The script itself; a function's position is that of its parameters, which hardly ever start a script.
      if (position.line <= 1 && position.column <= 1) return 0;
      let index = lastStartingBefore(spans, byStart, position);
      while (index > 0 && !contains(at(spans, index), position)) index = at(spans, index).parent;
      return Math.max(0, index);
    },
    withCodeOn: (line) => byLine.get(line) ?? [],
    named: (name) => byName.get(name) ?? [],
    nestedIn: (span) => byParent.get(span) ?? [],
  };
}

function compareStarts(a: FunctionSpan, b: FunctionSpan): number {
  return a.startLine - b.startLine || a.startColumn - b.startColumn;
}

function lastStartingBefore(spans: readonly FunctionSpan[], byStart: readonly number[], position: Position): number {
  const next = lowerBound(0, byStart.length, (index) => {
    const { startLine, startColumn } = at(spans, at(byStart, index));
    return (startLine - position.line || startColumn - position.column) > 0;
  });
  return byStart[next - 1] ?? 0;
}

function contains(span: FunctionSpan, { line, column }: Position): boolean {
  const startsBefore = span.startLine < line || (span.startLine === line && span.startColumn <= column);
  const endsBehind = span.endLine > line || (span.endLine === line && span.endColumn >= column);
  return startsBefore && endsBehind;
}
