import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Query } from './search.ts';

export interface SearchBox {
  readonly root: HTMLElement;
  /** `status` is what was found; `invalid` says why the pattern is none, empty when it is one. */
  show(query: Query, status: string, invalid: string): void;
  readonly focus: () => void;
}

export interface SearchActions {
  readonly search: (query: Query) => void;
  readonly chooseMatch: (step: 1 | -1) => void;
}

export function createSearchBox({ search, chooseMatch }: SearchActions): SearchBox {
  const input = element('input', {
    type: 'text',
    class: 'search-input',
    placeholder: 'Search functions and files',
    'aria-label': 'Search functions and files. Enter goes to the next match, Shift+Enter to the previous one.',
    'aria-describedby': 'search-hint',
    spellcheck: 'false',
    oninput: report,
  });
  const regex = element(
    'button',
    { type: 'button', class: 'toggle', title: 'Use Regular Expression', 'aria-label': 'Use Regular Expression' },
    '.*',
  );
  const status = element('output', { class: 'search-status', 'aria-live': 'polite' });
  const hint = element('div', { class: 'search-hint', id: 'search-hint', role: 'alert', hidden: true });
  const field = element('div', { class: 'search-field' }, icon('search'), input, regex);
  const root = element('div', { class: 'search', role: 'search' }, field, status, hint);

  function report(): void {
    search({ text: input.value, regex: regex.getAttribute('aria-pressed') === 'true' });
  }

  regex.addEventListener('click', () => {
    regex.setAttribute('aria-pressed', String(regex.getAttribute('aria-pressed') !== 'true'));
    report();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') chooseMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && input.value !== '') {
      input.value = '';
      report();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    root,
    show(query, found, invalid) {
      if (input.value !== query.text) input.value = query.text;
      regex.setAttribute('aria-pressed', String(query.regex));
      status.textContent = found;
      input.setAttribute('aria-invalid', String(invalid !== ''));
      field.classList.toggle('invalid', invalid !== '');
      hint.textContent = invalid;
      hint.hidden = invalid === '';
    },
    focus() {
      input.focus();
      input.select();
    },
  };
}
