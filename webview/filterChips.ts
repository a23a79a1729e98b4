import { parseQuery } from '../src/core/analysis/query/parseQuery.ts';
import { at } from '../src/core/model/at.ts';
import { formatTime } from '../src/core/text/formatTime.ts';
import type { Filter, SessionView } from '../src/protocol.ts';

/** A part of the filter that a user can see and take away. */
export interface FilterChip {
  readonly label: string;
  readonly without: (filter: Filter) => Filter;
}

/** All parts of a filter but threads and categories, which have switches of their own. */
export function filterChips(filter: Filter, { functions }: SessionView): FilterChip[] {
  const { range, focus, hide = [], query = '' } = filter;
  const chips: FilterChip[] = [];
  if (range !== undefined) {
    const label = `${formatTime(range.from)} – ${formatTime(range.to)}`;
    chips.push({ label, without: ({ range: _, ...rest }) => rest });
  }
  if (focus !== undefined) {
    chips.push({ label: `Focus: ${at(functions.name, focus)}`, without: ({ focus: _, ...rest }) => rest });
  }
  for (const fn of hide) {
    chips.push({ label: `Hidden: ${at(functions.name, fn)}`, without: (from) => withoutHidden(from, fn) });
  }
  for (const { source } of parseQuery(query).terms) {
    chips.push({ label: source, without: (from) => withoutTerm(from, source) });
  }
  return chips;
}

function withoutHidden({ hide = [], ...rest }: Filter, fn: number): Filter {
  const left = hide.filter((other) => other !== fn);
  return left.length === 0 ? rest : { ...rest, hide: left };
}

export function withTerms(filter: Filter, terms: readonly string[]): Filter {
  const known = termsOf(filter);
  return { ...filter, query: [...known, ...terms.filter((term) => !known.includes(term))].join(' ') };
}

export function withoutTerm(filter: Filter, source: string): Filter {
  const { query: _, ...rest } = filter;
  const left = termsOf(filter).filter((term) => term !== source);
  return left.length === 0 ? rest : { ...rest, query: left.join(' ') };
}

export function termsOf({ query = '' }: Filter): string[] {
  return parseQuery(query).terms.map(({ source }) => source);
}
