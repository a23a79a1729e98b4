import type { HeapPlace } from '../../src/core/queries/heap/heapObjectName.ts';
import { element } from '../element.ts';

/** The place in the source, by the file's own name, as paths are long; empty where the file is not known. */
export function placeLink(place: HeapPlace, open: (place: HeapPlace) => void, tabindex = 0): HTMLElement {
  if (place.file === '') return element('span');
  const onclick = (event: Event): void => {
    event.stopPropagation();
    open(place);
  };
  const name = place.file.slice(Math.max(place.file.lastIndexOf('/'), place.file.lastIndexOf('\\')) + 1);
  const attributes = { type: 'button', class: 'link place', title: `${place.file}:${place.line}`, tabindex, onclick };
  return element('button', attributes, element('bdi', {}, `${name}:${place.line}`));
}
