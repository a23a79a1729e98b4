import { at } from '../model/at.ts';
import { isAbsolutePath } from '../model/location.ts';
import type { Profile } from '../model/profile.ts';

/** `parse (/src/parse.js:12)`: what the text formats know of a function. */
export function functionLabel(profile: Profile, fn: number): string {
  const { name, file, line } = profile.functions;
  const place = at(file, fn);
  if (place === '') return at(name, fn);
  return `${at(name, fn)} (${place}${at(line, fn) > 0 ? `:${at(line, fn)}` : ''})`;
}

export interface Label {
  readonly name: string;
  readonly file: string;
  /** Of the function, or the one that ran in it: writers differ. */
  readonly line: number;
}

/** The function of a label; what stands in its brackets may be anything else, e.g. the arguments of a C++ function. */
export function parseLabel(label: string): Label {
  const open = label.lastIndexOf(' (');
  const [, file = '', line = '0'] = /^(.*?)(?::(\d{1,9}))?\)$/.exec(label.slice(open + 2)) ?? [];
  const isPlace = open > 0 && (line !== '0' || isAbsolutePath(file) || /^(node:|[a-z]+:\/\/)/.test(file));
  return isPlace ? { name: label.slice(0, open), file, line: Number(line) } : { name: label, file: '', line: 0 };
}
