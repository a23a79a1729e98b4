import { categories, type Category } from '../../model/category.ts';
import type { Unit } from '../../model/profile.ts';
import { LinearRegExp } from './linearRegExp.ts';
import {
  textKeys,
  weightKeys,
  type Comparison,
  type Query,
  type QueryError,
  type QueryTerm,
  type QueryTest,
  type TextKey,
  type WeightKey,
} from './query.ts';

/**
 * Reads a filter's text. Terms stand side by side, and a function must match all of them; `!` before one turns it round:
 *
 *     parse "two words"        the name holds this text; capitals do not matter
 *     name:/^parse/i           the name matches a regular expression, in which a blank is `\s`
 *     file:src/  file:/\.ts$/  the same for the file's path, with `/` on every system
 *     dep:lodash  dep:@babel   code of a package, or of all packages of a scope, in `node_modules` or `site-packages`
 *     is:own                   of a category: own, dependency, runtime, native, kernel, gc, program, idle
 *     thread:worker            in a thread whose name holds this text
 *     self>5%  total >= 10 ms  by weight: in percent, time (ns, µs, ms, s, min), memory (B, kB, MB, GB), or a bare count of samples
 *
 * Never throws: what is no term is told in `errors`.
 */
export function parseQuery(text: string): Query {
  const terms: QueryTerm[] = [];
  const errors: QueryError[] = [];
  for (let place = 0; place < text.length;) {
    const { length, negated, test } = readTerm(text, place);
    if (length === 0) {
      // A blank.
      place++;
      continue;
    }
    const end = place + length;
    if (typeof test === 'string') errors.push({ start: place, end, message: test });
    else terms.push({ source: text.slice(place, end), start: place, negated, test });
    place = end;
  }
  return { terms, errors };
}

interface Read {
  readonly length: number;
  readonly negated: boolean;
  /** Or the sentence that says why there is none. */
  readonly test: QueryTest | string;
}

const weight =
  /(!?)(self|total)\s*(>=|<=|>|<)(?:\s*(\d+(?:\.\d+)?|\.\d+)(?:\s?(%|ns|[uµμ]s|ms|s|min|[kmg]?b))?(?!\S)|\S*)/iy;
const other =
  /(!?)(?:([a-z]+):(?!:))?(?:"((?:\\.|[^"\\])*)("?)|\/((?:\\\S|\[(?:\\\S|[^\]\\\s])*\]|[^/\\[\s])+)\/(i?)(?!\S)|(\S*))/iy;

function readTerm(text: string, place: number): Read {
  weight.lastIndex = place;
  const weighed = weight.exec(text);
  if (weighed !== null) {
    const [whole, mark, key = '', comparison = '', number, unit = ''] = weighed;
    const test = weightTest(key.toLowerCase() as WeightKey, comparison as Comparison, number, unit);
    return { length: whole.length, negated: mark === '!', test };
  }
  other.lastIndex = place;
  const [whole = '', mark, key, quoted, closing, pattern, flags, plain = ''] = other.exec(text) ?? [];
  const read = (test: QueryTest | string): Read => ({ length: whole.length, negated: mark === '!', test });
  const known = (key ?? 'name').toLowerCase();
  if (known === 'is') return read(categoryTest(quoted ?? plain));
  if (!isTextKey(known)) return read(unknownKey(known));
  if (closing === '') return read('The quotation mark is not closed.');
  if (pattern !== undefined) return read(patternTest(known, pattern, flags !== ''));
  // A path may begin with a slash, too.
  if (plain.startsWith('/') && known !== 'file')
    return read('The regular expression does not end in / or /i; a blank in it is written \\s.');
  const value = quoted === undefined ? plain : quoted.replace(/\\(.)/gs, '$1');
  if (value === '' && whole !== '') return read('It is not said what to look for.');
  return read({ kind: 'text', key: known, text: value });
}

function isTextKey(key: string): key is TextKey {
  return (textKeys as readonly string[]).includes(key);
}

function unknownKey(key: string): string {
  if ((weightKeys as readonly string[]).includes(key)) return `A weight is compared, as in ${key}>5%.`;
  const known = [...textKeys, 'is'].map((each) => `${each}:`).join(' ');
  return `There is no ${key}: among ${known}, and a name with a colon is put in quotation marks.`;
}

function patternTest(key: TextKey, pattern: string, ignoreCase: boolean): QueryTest | string {
  try {
    new LinearRegExp(pattern, ignoreCase);
  } catch (error) {
    return (error as SyntaxError).message;
  }
  return { kind: 'pattern', key, pattern, ignoreCase };
}

function categoryTest(name: string): QueryTest | string {
  const category = categories.find((each): each is Category => each === name.toLowerCase());
  return category === undefined ? `It can be is: ${categories.join(', ')}.` : { kind: 'category', category };
}

const units: Readonly<Record<string, { readonly unit: Unit | 'share'; readonly scale: number }>> = {
  '': { unit: 'samples', scale: 1 },
  '%': { unit: 'share', scale: 0.01 },
  ns: { unit: 'microseconds', scale: 1e-3 },
  µs: { unit: 'microseconds', scale: 1 },
  us: { unit: 'microseconds', scale: 1 },
  ms: { unit: 'microseconds', scale: 1e3 },
  s: { unit: 'microseconds', scale: 1e6 },
  min: { unit: 'microseconds', scale: 60e6 },
  b: { unit: 'bytes', scale: 1 },
  kb: { unit: 'bytes', scale: 1e3 },
  mb: { unit: 'bytes', scale: 1e6 },
  gb: { unit: 'bytes', scale: 1e9 },
};

function weightTest(
  of: WeightKey,
  comparison: Comparison,
  number: string | undefined,
  unit: string,
): QueryTest | string {
  // The Greek letter and the micro sign look the same.
  const scaled = units[unit.toLowerCase().replace('μ', 'µ')];
  if (number === undefined || scaled === undefined)
    return `It takes a number with a unit, as in ${of}${comparison}5%, ${of}${comparison}10ms or ${of}${comparison}2MB.`;
  return { kind: 'weight', of, comparison, value: Number(number) * scaled.scale, unit: scaled.unit };
}
