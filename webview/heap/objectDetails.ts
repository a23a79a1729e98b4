import type { HeapDetails } from '../../src/core/queries/heap/heapDetails.ts';
import type { HeapPlace } from '../../src/core/queries/heap/heapObjectName.ts';
import { formatBytes } from '../../src/core/text/formatBytes.ts';
import { element } from '../element.ts';
import { icon } from '../icon.ts';
import { objectText } from './objectLabel.ts';
import { placeLink } from './placeLink.ts';

export interface ObjectDetails {
  readonly root: HTMLElement;
  show(object: HeapDetails | undefined): void;
}

export interface ObjectDetailsActions {
  /** Shows what holds another object. */
  readonly select: (node: number) => void;
  readonly openPlace: (place: HeapPlace) => void;
}

/** The selected object in a line or three: what it is, where it was allocated, and the shortest way by which it is reached. */
export function createObjectDetails({ select, openPlace }: ObjectDetailsActions): ObjectDetails {
  const root = element('section', { class: 'heap-details', 'aria-label': 'Selected object' });

  function pathOf({ path }: HeapDetails): HTMLElement {
    const items = path.map((step, index) => {
      const text = step.edge === '' ? objectText(step) : step.edge;
      const title = `${objectText(step)} @${step.id}`;
      if (index === path.length - 1) return element('bdi', { class: 'path-last', title }, text);
      const onclick = (): void => {
        select(step.node);
      };
      return element('button', { type: 'button', class: 'path-item', title, onclick }, element('bdi', {}, text));
    });
    const parts = items.flatMap((item, index) => (index === 0 ? [item] : [icon('chevronRight'), item]));
    return element('nav', { class: 'path', 'aria-label': 'Shortest way from a root' }, element('div', {}, ...parts));
  }

  function allocation({ allocatedAt }: HeapDetails): readonly (Node | string)[] {
    return allocatedAt.flatMap(({ function: name, place }, index) => [
      index === 0 ? 'Allocated in ' : ' ← ',
      element('bdi', {}, name === '' ? '(anonymous)' : name),
      ' ',
      placeLink(place, openPlace),
    ]);
  }

  return {
    root,
    show(object) {
      if (object === undefined) {
        root.replaceChildren(element('p', { class: 'details-hint' }, 'Select an object to see what holds it.'));
        return;
      }
      const sizes = `${formatBytes(object.self)} itself, ${formatBytes(object.retained)} retained`;
      const line = element(
        'div',
        { class: 'details-summary' },
        element('bdi', { class: 'details-name' }, objectText(object)),
        element('span', { class: 'heap-id' }, `@${object.id}`),
        element('span', { class: 'details-numbers' }, sizes),
      );
      if (object.place !== undefined) line.append(placeLink(object.place, openPlace));
      const allocated = allocation(object);
      root.replaceChildren(
        line,
        ...(allocated.length === 0 ? [] : [element('div', { class: 'heap-allocation' }, ...allocated)]),
        pathOf(object),
      );
    },
  };
}
