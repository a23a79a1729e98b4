import { element } from './element.ts';

export interface LiveBadge {
  readonly root: HTMLElement;
  show(live: boolean): void;
}

/** Says that the program still runs, and ends it. */
export function createLiveBadge(stop: () => void): LiveBadge {
  const button = element('button', { type: 'button', class: 'secondary', onclick: stop }, 'Stop');
  const root = element(
    'span',
    { class: 'live', hidden: true },
    element('span', { class: 'live-badge' }, 'Live'),
    button,
  );
  return {
    root,
    show(live) {
      root.hidden = !live;
    },
  };
}
