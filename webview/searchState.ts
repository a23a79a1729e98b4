import { formatCount } from '../src/core/text/formatCount.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import type { SessionView } from '../src/protocol.ts';
import type { BoxIndex } from './boxIndex.ts';
import { compileQuery, findHits, matchFunctions, type Hits, type Query } from './search.ts';

/** What a query finds in a session; the work for each graph is done when it is first asked for. */
export interface SearchState {
  /** Why the query is none; empty when it is one. */
  readonly invalid: string;
  hits(index: BoxIndex): Hits | undefined;
}

export function createSearchState(session: SessionView, query: Query): SearchState {
  const matcher = compileQuery(query);
  if (matcher.kind !== 'matcher') {
    return { invalid: matcher.kind === 'invalid' ? matcher.message : '', hits: () => undefined };
  }
  const functions = matchFunctions(session.functions, matcher.matches);
  const known = new Map<BoxIndex, Hits>();
  return {
    invalid: '',
    hits(index) {
      let hits = known.get(index);
      if (hits === undefined) {
        hits = findHits(index, session.functions, functions);
        known.set(index, hits);
      }
      return hits;
    },
  };
}

/** `57 matches · 38 %`: boxes, and the share of the session's weight that has at least one of them in its stack. */
export function searchStatus(session: SessionView, hits: Hits | undefined, place: string): string {
  if (hits === undefined) return '';
  const count = hits.topmost.length;
  if (count === 0) return 'No matches';
  const matches = place === '' ? `${formatCount(count)} ${count === 1 ? 'match' : 'matches'}` : place;
  return session.total > 0 ? `${matches} · ${formatShare(hits.weight / session.total)}` : matches;
}
