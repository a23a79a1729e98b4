/** Strings, which may hold anything and span lines, and comments. A string that is not closed ends with its line. */
const opaque = /("""|''')(?:\\[^]|(?!\1)[^\\])*(?:\1|$)|(["'])(?:\\[^]|(?!\2)[^\\\n])*\2?|#[^\n]*/g;
const definition = /^\s*(?:async\s+)?(def|class)\s+([\p{L}\p{N}_]+)/u;

/** Where Python's functions begin, by their qualified names (PEP 3155): 1-based lines; 0 for a name that several have. */
export function pythonFunctions(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  /** The definitions around a line, outermost first. */
  const around: { readonly indent: number; readonly prefix: string }[] = [];
  for (const { line, statement } of statements(text)) {
    const indent = indentOf(statement);
    while ((around.at(-1)?.indent ?? -1) >= indent) around.pop();
    const [, kind, name = ''] = definition.exec(statement) ?? [];
    if (kind === undefined) continue;
    const qualified = `${around.at(-1)?.prefix ?? ''}${name}`;
    if (kind === 'def') found.set(qualified, found.has(qualified) ? 0 : line);
    around.push({ indent, prefix: kind === 'def' ? `${qualified}.<locals>.` : `${qualified}.` });
  }
  return found;
}

/** The first line of each statement, without strings. */
function statements(text: string): { readonly line: number; readonly statement: string }[] {
  // What a string spans goes on as a line does that ends with a backslash.
  const code = text.replace(opaque, (whole) =>
    whole.startsWith('#') ? '' : `_${'\\\n'.repeat(whole.split('\n').length - 1)}`,
  );
  const found: { line: number; statement: string }[] = [];
  let brackets = 0;
  let goesOn = false;
  for (const [index, line] of code.split(/\r?\n/).entries()) {
    if (brackets === 0 && !goesOn && line.trim() !== '') found.push({ line: index + 1, statement: line });
    for (const [bracket] of line.matchAll(/[()[\]{}]/g))
      brackets = Math.max(0, brackets + ('([{'.includes(bracket) ? 1 : -1));
    goesOn = line.endsWith('\\');
  }
  return found;
}

/** In columns: https://docs.python.org/3/reference/lexical_analysis.html#indentation. */
function indentOf(line: string): number {
  let columns = 0;
  for (const char of line) {
    if (char === '\t') columns += 8 - (columns % 8);
    else if (char === ' ') columns++;
    else break;
  }
  return columns;
}
