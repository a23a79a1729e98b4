import type { Category } from '../../model/category.ts';
import type { Unit } from '../../model/profile.ts';

/** What a filter's text asks for: plain data, so that it can be sent and stored. */
export interface Query {
  /** A function must match them all. */
  readonly terms: readonly QueryTerm[];
  /** Parts of the text that are no term; the other terms hold without them. */
  readonly errors: readonly QueryError[];
}

export interface QueryTerm {
  /** As typed, with its `!`: the terms' sources with blanks between them are the query again. */
  readonly source: string;
  /** Where it begins in the query's text. */
  readonly start: number;
  readonly negated: boolean;
  readonly test: QueryTest;
}

export interface QueryError {
  /** The part of the text that it is about. */
  readonly start: number;
  readonly end: number;
  /** One sentence that says what is wrong and what would be right. */
  readonly message: string;
}

export type QueryTest =
  | { readonly kind: 'text'; readonly key: TextKey; readonly text: string }
  /** In the syntax of `LinearRegExp`. */
  | { readonly kind: 'pattern'; readonly key: TextKey; readonly pattern: string; readonly ignoreCase: boolean }
  | { readonly kind: 'category'; readonly category: Category }
  | {
      readonly kind: 'weight';
      readonly of: WeightKey;
      readonly comparison: Comparison;
      /** A fraction of the whole where `unit` is `share`. */
      readonly value: number;
      readonly unit: Unit | 'share';
    };

export const textKeys = ['name', 'file', 'dep', 'thread'] as const;
export type TextKey = (typeof textKeys)[number];

export const weightKeys = ['self', 'total'] as const;
export type WeightKey = (typeof weightKeys)[number];

export type Comparison = '>' | '>=' | '<' | '<=';
