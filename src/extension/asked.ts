import type { ProfileFilter } from '../core/analysis/filterProfile.ts';
import { parseQuery } from '../core/analysis/query/parseQuery.ts';
import { at } from '../core/model/at.ts';
import { functionMap } from '../core/model/functionMap.ts';
import { firstFilter, type Filter, type TabRequest } from '../protocol.ts';
import type { OpenSession } from './openSession.ts';

/** What a page wants to see of a session, in the session's numbers of functions. */
export interface Asked {
  readonly filter: Filter;
  readonly want: TabRequest | undefined;
  /** Of the function that the editor's cursor stands in, or -1. */
  readonly selected: number;
}

export const nothingAsked: Asked = { filter: firstFilter, want: undefined, selected: -1 };

/** The same in another state of the session, in which functions may have other numbers. What is no longer there is no longer asked for. */
export function renumber(asked: Asked, from: OpenSession, to: OpenSession): Asked {
  if (from.profile === to.profile) return asked;
  const map = functionMap(from.profile.functions, to.profile.functions);
  const numberOf = (fn: number): number => (fn < 0 ? -1 : at(map, fn));
  const { filter, want, selected } = asked;
  return {
    filter: renumberFilter(filter, numberOf),
    want: want?.kind === 'sandwich' ? { ...want, function: numberOf(want.function) } : want,
    selected: numberOf(selected),
  };
}

function renumberFilter({ focus, hide, ...rest }: Filter, numberOf: (fn: number) => number): Filter {
  const newFocus = focus === undefined ? -1 : numberOf(focus);
  return {
    ...rest,
    ...(newFocus < 0 ? {} : { focus: newFocus }),
    ...(hide === undefined ? {} : { hide: hide.map(numberOf).filter((fn) => fn >= 0) }),
  };
}

export function profileFilterOf({ query, ...filter }: Filter): ProfileFilter {
  return query === undefined ? filter : { ...filter, query: parseQuery(query) };
}
