import { element } from '../element.ts';
import { icon } from '../icon.ts';

export interface HeapFilter {
  readonly root: HTMLElement;
  /** @param label what it looks for; undefined where there is nothing to filter. */
  show(text: string, label: string | undefined): void;
  readonly focus: () => void;
}

/** Nobody wants to see a large list filtered by the first letter of what they are typing, ms. */
const typingDelay = 200;

/** Leaves the rows whose names contain a text. */
export function createHeapFilter(change: (text: string) => void): HeapFilter {
  const input = element('input', { class: 'search-input', type: 'text', spellcheck: 'false' });
  const root = element('div', { class: 'search' }, element('div', { class: 'search-field' }, icon('filter'), input));
  let timer: ReturnType<typeof setTimeout> | undefined;

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, typingDelay);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') input.value = '';
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    apply();
  });

  function apply(): void {
    clearTimeout(timer);
    change(input.value);
  }

  return {
    root,
    show(text, label) {
      root.hidden = label === undefined;
      if (label === undefined) return;
      input.placeholder = label;
      input.setAttribute('aria-label', label);
      if (document.activeElement !== input) input.value = text;
    },
    focus: () => {
      input.focus();
      input.select();
    },
  };
}
