import { at } from '../src/core/model/at.ts';
import { categoryName } from '../src/core/model/category.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import { categoryLabel } from './categoryLabel.ts';
import { element } from './element.ts';
import type { Scene } from './scene.ts';

/** A function's name with the colour of its category; a search marks it or leaves it pale. */
export function functionLabel({ session, hits }: Scene, fn: number): HTMLElement {
  const category = categoryName(at(session.functions.category, fn));
  const name = at(session.functions.name, fn);
  const mark = hits === undefined ? '' : hits.functions[fn] === 1 ? ' match' : ' no-match';
  return element(
    'span',
    { class: `function${mark}`, title: `${name} – ${categoryLabel[category]}` },
    element('span', { class: `swatch swatch-${category}` }),
    element('bdi', { class: 'function-name' }, name),
  );
}

export function fileLabel({ session }: Scene, fn: number): HTMLElement {
  const place = formatPlace(at(session.functions.file, fn), at(session.functions.line, fn));
  return element('bdi', { class: 'file', title: place }, place);
}
