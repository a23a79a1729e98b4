import { parseQuery } from '../src/core/analysis/query/parseQuery.ts';
import { queryCompletion, type QueryCompletion } from '../src/core/analysis/query/queryCompletion.ts';
import { at } from '../src/core/model/at.ts';
import { element } from './element.ts';

export interface FilterInput {
  readonly root: HTMLElement;
  /** What the completion knows. */
  show(files: readonly string[]): void;
  readonly focus: () => void;
}

export interface FilterInputActions {
  /** Terms that were typed to the end, without mistakes. */
  readonly add: (terms: readonly string[]) => void;
  /** Backspace where nothing is typed. */
  readonly removeLast: () => void;
}

/** What is typed of a filter, with suggestions: a combobox as the ARIA practices have it. */
export function createFilterInput({ add, removeLast }: FilterInputActions): FilterInput {
  const input = element('input', {
    type: 'text',
    class: 'filter-input',
    role: 'combobox',
    placeholder: 'Filter, e.g. file:src/  self>5%',
    title:
      'name, "two words", name:/regex/, file:src/, dep:lodash, is:own, thread:worker, self>5%, total>=10ms; ! before one turns it round',
    'aria-label': 'Filter functions',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'filter-suggestions',
    'aria-describedby': 'filter-error',
    spellcheck: 'false',
    autocomplete: 'off',
    oninput: () => {
      report('');
      suggest();
    },
    onblur: close,
  });
  const list = element('ul', {
    class: 'suggestions',
    id: 'filter-suggestions',
    role: 'listbox',
    'aria-label': 'Filters',
    hidden: true,
  });
  const error = element('div', { class: 'search-hint', id: 'filter-error', role: 'alert', hidden: true });
  const root = element('div', { class: 'filter-typed' }, input, list, error);
  let files: readonly string[] = [];
  let suggestions: readonly QueryCompletion[] = [];
  let active = -1;

  function suggest(): void {
    suggestions = queryCompletion(input.value, input.selectionStart ?? input.value.length, files);
    active = -1;
    draw();
  }

  function close(): void {
    suggestions = [];
    active = -1;
    draw();
  }

  function draw(): void {
    const items = suggestions.map(({ insert }, index) => {
      // Before the input loses the focus, which closes the list.
      const onpointerdown = (event: Event): void => {
        event.preventDefault();
        accept(index);
      };
      const selected = { 'aria-selected': String(index === active), id: `filter-suggestion-${index}` };
      return element('li', { class: 'suggestion', role: 'option', ...selected, onpointerdown }, insert);
    });
    list.replaceChildren(...items);
    list.hidden = items.length === 0;
    input.setAttribute('aria-expanded', String(items.length > 0));
    if (active >= 0) input.setAttribute('aria-activedescendant', `filter-suggestion-${active}`);
    else input.removeAttribute('aria-activedescendant');
    items[active]?.scrollIntoView({ block: 'nearest' });
  }

  function accept(index: number): void {
    const { start, end, insert } = at(suggestions, index);
    input.setRangeText(insert, start, end, 'end');
    // What ends like these goes on.
    if (/[:>/]$/.test(insert)) suggest();
    else close();
  }

  function report(message: string): void {
    error.textContent = message;
    error.hidden = message === '';
    input.setAttribute('aria-invalid', String(message !== ''));
  }

  function commit(): void {
    const { terms, errors } = parseQuery(input.value);
    close();
    const [mistake] = errors;
    if (mistake === undefined) {
      input.value = '';
      if (terms.length > 0) add(terms.map(({ source }) => source));
      return;
    }
    report(mistake.message);
    input.setSelectionRange(mistake.start, mistake.end);
  }

  /** False for a key that is not ours. */
  function obey(key: string): boolean {
    const count = suggestions.length;
    if (key === 'ArrowDown' && count === 0) suggest();
    else if (key === 'ArrowDown') active = (active + 1) % count;
    else if (key === 'ArrowUp' && count > 0) active = active <= 0 ? count - 1 : active - 1;
    else if ((key === 'Enter' || key === 'Tab') && active >= 0) {
      accept(active);
      return true;
    } else if (key === 'Enter') {
      commit();
      return true;
    } else if (key === 'Escape' && count > 0) close();
    else if (key === 'Escape' && input.value !== '') {
      input.value = '';
      report('');
    } else if (key === 'Backspace' && input.value === '') removeLast();
    else return false;
    draw();
    return true;
  }

  input.addEventListener('keydown', (event) => {
    if (event.isComposing || !obey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    root,
    show(known) {
      // Packages are told by the folder before them, which a path within the workspace may begin with.
      files = known.map((file) => (file.startsWith('node_modules/') ? `/${file}` : file));
    },
    focus() {
      input.focus();
    },
  };
}
