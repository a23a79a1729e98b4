import { element } from './element.ts';
import { icon, type IconName } from './icon.ts';

/** A button that is only an icon, as in VS Code's title bars. */
export function iconButton(name: IconName, title: string, onclick: () => void): HTMLButtonElement {
  return element('button', { type: 'button', class: 'action', title, 'aria-label': title, onclick }, icon(name));
}
