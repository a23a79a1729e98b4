import { at } from '../src/core/model/at.ts';
import { element } from './element.ts';

export interface MenuItem {
  readonly title: string;
  /** The key that does the same without the menu. */
  readonly key?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export interface Menu {
  readonly root: HTMLElement;
  open(items: readonly MenuItem[]): void;
  close(): void;
}

/** A menu as the ARIA practices have it. `closed` is told when it closes, and whether by a key or a choice, so that the focus goes back. */
export function createMenu(label: string, closed: (byUser: boolean) => void): Menu {
  const root = element('div', { class: 'menu', role: 'menu', 'aria-label': label, hidden: true });
  let buttons: readonly HTMLButtonElement[] = [];

  function close(byUser: boolean): void {
    if (root.hidden) return;
    root.hidden = true;
    closed(byUser);
  }

  function itemButton({ title, key, disabled, run }: MenuItem): HTMLButtonElement {
    const onclick = (): void => {
      close(true);
      run();
    };
    const keys = key === undefined ? [] : [element('span', { class: 'menu-key', 'aria-hidden': 'true' }, key)];
    const attributes = { type: 'button', class: 'menu-item', role: 'menuitem', tabindex: -1, onclick };
    const button = element('button', attributes, element('span', {}, title), ...keys);
    if (key !== undefined) button.setAttribute('aria-keyshortcuts', key);
    button.disabled = disabled ?? false;
    return button;
  }

  root.addEventListener('keydown', (event) => {
    const enabled = buttons.filter((button) => !button.disabled);
    const current = enabled.findIndex((button) => button === document.activeElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (current + 1) % enabled.length,
      ArrowUp: (current - 1 + enabled.length) % enabled.length,
      Home: 0,
      End: enabled.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Escape') close(true);
    else if (target !== undefined) at(enabled, target).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) close(false);
  });

  return {
    root,
    open(items) {
      buttons = items.map(itemButton);
      root.replaceChildren(...buttons);
      root.hidden = false;
      buttons.find((button) => !button.disabled)?.focus();
    },
    close() {
      close(false);
    },
  };
}
