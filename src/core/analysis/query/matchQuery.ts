import { at } from '../../model/at.ts';
import { categoryName } from '../../model/category.ts';
import type { Profile } from '../../model/profile.ts';
import { functionTimes, type FunctionTimes } from '../functionTimes.ts';
import { LinearRegExp } from './linearRegExp.ts';
import { packageOf } from './packageOf.ts';
import type { Query, QueryTerm, QueryTest } from './query.ts';

/** By index of a thread, or of a function: whether it matches all terms that are about it. */
export type Matches = (index: number) => boolean;

/** The threads that a query's `thread:` terms leave. */
export function matchThreads({ threads }: Profile, { terms }: Query): Matches {
  const tests = terms.map((term) => {
    const { test } = term;
    if (!isAboutThreads(test)) return undefined;
    const matches = textMatcher(test);
    return (thread: number): boolean => matches(at(threads, thread).name) !== term.negated;
  });
  return all(tests);
}

/** The functions that a query's other terms leave. Weights are those in the profile given; a weight in another unit than the profile's matches nothing. */
export function matchFunctions(profile: Profile, { terms }: Query): Matches {
  const { functions } = profile;
  const times = terms.some(({ test }) => test.kind === 'weight') ? functionTimes(profile) : undefined;
  const tests = terms.map(({ test, negated }: QueryTerm) => {
    if (isAboutThreads(test)) return undefined;
    const matches = functionMatcher(profile, test, times);
    return (fn: number): boolean => matches(fn) !== negated;
  });
  const matches = all(tests);
  const known = functions.name.map((_, fn) => matches(fn));
  return (fn) => at(known, fn);
}

type TextTest = Extract<QueryTest, { kind: 'text' | 'pattern' }>;

function isAboutThreads(test: QueryTest): test is TextTest {
  return (test.kind === 'text' || test.kind === 'pattern') && test.key === 'thread';
}

function all(tests: readonly (Matches | undefined)[]): Matches {
  const set = tests.filter((test) => test !== undefined);
  return (index) => set.every((test) => test(index));
}

function functionMatcher({ functions, unit }: Profile, test: QueryTest, times: FunctionTimes | undefined): Matches {
  if (test.kind === 'category') return (fn) => categoryName(at(functions.category, fn)) === test.category;
  if (test.kind === 'weight') {
    if (times === undefined || (test.unit !== 'share' && test.unit !== unit)) return () => false;
    const limit = test.unit === 'share' ? test.value * times.sum : test.value;
    return (fn) => compares(at(times[test.of], fn), test.comparison, limit);
  }
  const matches = textMatcher(test);
  if (test.key === 'name') return (fn) => matches(at(functions.name, fn));
  const file = (fn: number): string => at(functions.file, fn);
  return test.key === 'dep' ? (fn) => matches(packageOf(file(fn))) : (fn) => matches(file(fn).replaceAll('\\', '/'));
}

function textMatcher(test: TextTest): (text: string) => boolean {
  if (test.kind === 'pattern') {
    const pattern = new LinearRegExp(test.pattern, test.ignoreCase);
    // Code outside packages has no package, not one without a name.
    return (text) => (test.key !== 'dep' || text !== '') && pattern.test(text);
  }
  const wanted = test.text.toLowerCase();
  if (test.key !== 'dep') return (text) => text.toLowerCase().includes(wanted);
  return (text) =>
    text.toLowerCase() === wanted || (!wanted.includes('/') && text.toLowerCase().startsWith(`${wanted}/`));
}

function compares(weight: number, comparison: '>' | '>=' | '<' | '<=', limit: number): boolean {
  switch (comparison) {
    case '>':
      return weight > limit;
    case '>=':
      return weight >= limit;
    case '<':
      return weight < limit;
    case '<=':
      return weight <= limit;
  }
}
