import type * as vscode from 'vscode';
import { at } from '../core/model/at.ts';
import { enclosingFunction, findFunctions, type ScriptFunctions } from '../core/sources/findFunctions.ts';
import { indexSpans } from '../core/sources/spanIndex.ts';
import type { Heat } from './heat.ts';
import type { OpenSession } from './openSession.ts';

/** Larger files are bundles; parsing one on each edit would be felt (3 s for 9 MB). */
const parseLimit = 1_000_000;

interface Parsed {
  readonly version: number;
  readonly session: OpenSession;
  readonly source: ScriptFunctions;
  /** The profile's function, by span. */
  readonly functions: ReadonlyMap<number, number>;
}

/** The function of a session around a 0-based line of a document. */
export type FunctionFinder = (session: OpenSession, document: vscode.TextDocument, line: number) => number | undefined;

/** Finds by the parser that the command line uses too. */
export function functionFinder(heat: Heat): FunctionFinder {
  const cache = new WeakMap<vscode.TextDocument, Parsed>();
  return (session, document, line) => {
    const file = heat.fileOf(document);
    if (file === undefined) return undefined;
    let parsed = cache.get(document);
    if (parsed?.version !== document.version || parsed.session !== session) {
      const text = document.getText();
      if (text.length > parseLimit) return heat.timeAt(document, line)?.function;
      parsed = parse(session, file, document, text, heat);
      cache.set(document, parsed);
    }
    const { spans } = parsed.source;
    let span = enclosingFunction(parsed.source, line + 1);
    while (span >= 0 && !parsed.functions.has(span)) span = at(spans, span).parent;
    return parsed.functions.get(span);
  };
}

function parse(session: OpenSession, file: string, document: vscode.TextDocument, text: string, heat: Heat): Parsed {
  const source = findFunctions(text, document.languageId.startsWith('typescript') ? 'ts' : 'js');
  const index = indexSpans(source.spans);
  const { line, column } = session.profile.functions;
  const functions = new Map(
    (session.functions.get(file) ?? []).map((fn) => {
      const position = { line: heat.lineNow(document, at(line, fn)) + 1, column: at(column, fn) };
      return [index.around(position), fn];
    }),
  );
  return { version: document.version, session, source, functions };
}
