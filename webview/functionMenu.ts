import { element } from './element.ts';
import { createMenu, type MenuItem } from './menu.ts';

export interface FunctionMenu {
  readonly root: HTMLElement;
  /** At a position in the window. */
  open(items: readonly MenuItem[], x: number, y: number): void;
}

/** What can be done with a function, where it was asked for. */
export function createFunctionMenu(): FunctionMenu {
  let opener: Element | null = null;
  const menu = createMenu('Selected function', (byUser) => {
    if (byUser && opener instanceof HTMLElement) opener.focus();
  });
  const root = element('div', { class: 'menu-at-point' }, menu.root);
  return {
    root,
    open(items, x, y) {
      opener = document.activeElement;
      menu.open(items);
      const { offsetWidth, offsetHeight } = menu.root;
      root.style.left = `${Math.max(0, Math.min(x, window.innerWidth - offsetWidth))}px`;
      root.style.top = `${Math.max(0, y + offsetHeight > window.innerHeight ? y - offsetHeight : y)}px`;
    },
  };
}
