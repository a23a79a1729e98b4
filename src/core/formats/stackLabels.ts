import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';

/** `parse (/src/parse.js:12)`: what the text formats know of a function. */
export function functionLabel(profile: Profile, fn: number): string {
  const { name, file, line } = profile.functions;
  const place = at(file, fn);
  if (place === '') return at(name, fn);
  return `${at(name, fn)} (${place}${at(line, fn) > 0 ? `:${at(line, fn)}` : ''})`;
}
