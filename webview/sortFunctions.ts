import { at } from '../src/core/model/at.ts';
import type { FunctionsView } from '../src/protocol.ts';
import type { Sort } from './uiState.ts';

/** Functions that have weight and match, in the order asked for; equal ones by weight. */
export function sortFunctions(functions: FunctionsView, sort: Sort, matching: Uint8Array | undefined): number[] {
  const rows: number[] = [];
  for (let fn = 0; fn < functions.name.length; fn++) {
    if (at(functions.total, fn) > 0 && (matching === undefined || matching[fn] === 1)) rows.push(fn);
  }
  const sign = sort.descending ? -1 : 1;
  const compare = comparison(functions, sort.column);
  return rows.sort(
    (a, b) =>
      sign * compare(a, b) ||
      at(functions.self, b) - at(functions.self, a) ||
      at(functions.total, b) - at(functions.total, a),
  );
}

function comparison(functions: FunctionsView, column: Sort['column']): (a: number, b: number) => number {
  switch (column) {
    case 'self':
    case 'total': {
      const values = functions[column];
      return (a, b) => at(values, a) - at(values, b);
    }
    case 'name':
      return (a, b) => order(at(functions.name, a), at(functions.name, b));
    case 'file':
      return (a, b) =>
        order(at(functions.file, a), at(functions.file, b)) || at(functions.line, a) - at(functions.line, b);
  }
}

/** By code unit: a locale's order costs a hundred times as much, and these are identifiers and paths. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
