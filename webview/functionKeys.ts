import type { functionActions } from './functionActions.ts';

export interface FunctionKeys {
  /** What can be done with the selected function now. */
  readonly items: () => ReturnType<typeof functionActions>;
  readonly openMenu: () => void;
}

/** Keys for what the menu of the selected function has, wherever the focus is but in a field. */
export function listenToFunctionKeys(root: HTMLElement, { items, openMenu }: FunctionKeys): void {
  root.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      openMenu();
      return;
    }
    const item = items().find(({ key }) => key === event.key.toUpperCase());
    if (item === undefined || item.disabled === true) return;
    event.preventDefault();
    item.run();
  });
}
