import { element } from '../element.ts';

export interface ReadingMessage {
  readonly root: HTMLElement;
  show(text: string, canCancel: boolean): void;
}

/** How far something large has been read, with a way out. */
export function createReadingMessage(cancel: () => void): ReadingMessage {
  const bar = element('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Reading' });
  const said = element('p', { role: 'status' });
  const button = element('button', { type: 'button', class: 'secondary', onclick: cancel }, 'Cancel');
  return {
    root: element('div', { class: 'message' }, bar, said, button),
    show(text, canCancel) {
      said.textContent = text;
      button.hidden = !canCancel;
    },
  };
}
