import type { Note } from '../src/core/model/note.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';

export interface NotesBar {
  readonly root: HTMLElement;
  show(notes: readonly Note[]): void;
}

/** What is to be doubted about the numbers: one line, and the rest behind a button. */
export function createNotesBar(): NotesBar {
  const root = element('div', { class: 'notes', role: 'note', 'aria-label': 'Notes on this profile', hidden: true });
  let open = false;
  let shown = '';

  function draw(notes: readonly Note[]): void {
    root.hidden = notes.length === 0;
    const shown = open ? notes : notes.slice(0, 1);
    const list = element('ul', {}, ...shown.map(({ message }) => element('li', {}, message)));
    root.replaceChildren(icon('warning'), list);
    if (notes.length < 2) return;
    const label = open ? 'Show Less' : `${notes.length - 1} More`;
    const toggle = element('button', { type: 'button', class: 'link', 'aria-expanded': String(open) }, label);
    toggle.addEventListener('click', () => {
      open = !open;
      draw(notes);
      root.querySelector('button')?.focus();
    });
    root.append(toggle);
  }

  return {
    root,
    show(notes) {
      const text = JSON.stringify(notes);
      // What is the same stays, with the focus in it.
      if (text !== shown) draw(notes);
      shown = text;
    },
  };
}
