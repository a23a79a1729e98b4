import type { HeapRow } from '../../src/core/queries/heap/heapList.ts';
import { element } from '../element.ts';

type Named = Pick<HeapRow, 'class' | 'name' | 'id'>;

/** How an object is held, what it is, and its number. */
export function objectLabel({ edge, ...object }: Named & Pick<HeapRow, 'edge'>): HTMLElement {
  const text = objectText(object);
  const label = element('span', { class: 'function', title: [edge, text].filter((part) => part !== '').join(' ') });
  if (edge !== '') label.append(element('bdi', { class: 'heap-edge' }, edge));
  label.append(element('bdi', { class: 'function-name' }, text));
  if (object.id > 0) label.append(element('span', { class: 'heap-id' }, `@${object.id}`));
  return label;
}

/** As it would be called in code: `Session`, `login()`, `"text"`. */
export function objectText({ class: kind, name, id }: Named): string {
  // A class is in a list without a number.
  if (id === 0 && name === '') return kind;
  if (kind === 'Function') return `${name}()`;
  if (kind.endsWith('string)')) return JSON.stringify(name);
  return name === '' || name === kind ? kind : `${kind} ${name}`;
}
