import { categories } from '../../model/category.ts';
import { packageOf } from './packageOf.ts';
import { weightKeys } from './query.ts';

/** A text to put in place of a part of the query. */
export interface QueryCompletion {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

const most = 50;

/** What may follow at the cursor: keys, categories, and the packages and folders of the profile's files, the most frequent first. */
export function queryCompletion(query: string, cursor: number, files: readonly string[]): QueryCompletion[] {
  const before = query.slice(0, cursor);
  const [word = ''] = /(?:"[^"]*"?|[^\s"])*$/.exec(before) ?? [];
  const [, mark = '', key = '', typed = ''] = /^(!?)(?:([a-z]+):)?(.*)$/is.exec(word) ?? [];
  const start = cursor - word.length + mark.length + (key === '' ? 0 : key.length + 1);
  return choices(key.toLowerCase(), typed.replaceAll('"', ''), files)
    .slice(0, most)
    .map((insert) => ({ start, end: cursor, insert }));
}

const keys = ['file:', 'dep:', 'is:', 'name:', 'thread:', ...weightKeys.map((key) => `${key}>`)];

function choices(key: string, typed: string, files: readonly string[]): readonly string[] {
  const lower = typed.toLowerCase();
  const goesOn = (text: string): boolean => text.toLowerCase().startsWith(lower) && text.length > typed.length;
  switch (key) {
    case '':
      return keys.filter(goesOn);
    case 'is':
      return categories.filter(goesOn);
    case 'dep':
      return byFrequency(files.map(packageOf)).filter(goesOn);
    case 'file':
      return byFrequency(files.map((file) => nextFolder(file.replaceAll('\\', '/'), lower))).map(quoted);
    default:
      return [];
  }
}

/** A file's path up to the end of the folder, or of the file, that follows what is typed; empty for other files. */
function nextFolder(file: string, typed: string): string {
  if (!file.toLowerCase().startsWith(typed) || file.length === typed.length) return '';
  const slash = file.indexOf('/', Math.max(typed.length, 1));
  return slash < 0 ? file : file.slice(0, slash + 1);
}

function byFrequency(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([text]) => text);
}

function quoted(text: string): string {
  return /\s/.test(text) ? `"${text}"` : text;
}
