import { firstFilter, type Filter, type SessionView } from '../src/protocol.ts';
import { element } from './element.ts';
import { filterChips, termsOf, withoutTerm, withTerms, type FilterChip } from './filterChips.ts';
import { createFilterInput } from './filterInput.ts';
import { icon } from './icon.ts';

/** Changes what is asked for last, whether or not it is shown yet. */
export type ChangeFilter = (change: (filter: Filter) => Filter) => void;

export interface FilterBar {
  readonly root: HTMLElement;
  show(session: SessionView): void;
}

const ownCode = 'is:own';

/** What is filtered, as chips that can be removed, and where more is typed. */
export function createFilterBar(change: ChangeFilter): FilterBar {
  let chips: readonly FilterChip[] = [];
  let shown = '';
  const list = element('ul', { class: 'chips', 'aria-label': 'Filters' });
  const input = createFilterInput({
    add(terms) {
      change((filter) => withTerms(filter, terms));
    },
    removeLast() {
      const last = chips.at(-1);
      if (last !== undefined) change(last.without);
    },
  });
  const own = element(
    'button',
    { type: 'button', class: 'toggle-text', title: `Show own code only (${ownCode})` },
    'My Code',
  );
  own.addEventListener('click', () => {
    change((filter) =>
      termsOf(filter).includes(ownCode) ? withoutTerm(filter, ownCode) : withTerms(filter, [ownCode]),
    );
  });
  const clear = element('button', { type: 'button', class: 'link' }, 'Reset Filters');
  clear.addEventListener('click', () => {
    change(() => firstFilter);
    input.focus();
  });
  const field = element('div', { class: 'filter-field' }, icon('filter'), list, input.root);
  const root = element('div', { class: 'filter', role: 'group', 'aria-label': 'Filter' }, field, own, clear);

  function chipItem({ label }: FilterChip, place: number): HTMLElement {
    const remove = (): void => {
      const chip = chips[place];
      if (chip !== undefined) change(chip.without);
      input.focus();
    };
    const title = `Remove Filter ${label}`;
    const button = element(
      'button',
      { type: 'button', class: 'chip-remove', title, 'aria-label': title, onclick: remove },
      icon('clear'),
    );
    return element('li', { class: 'chip' }, element('bdi', { class: 'chip-label', title: label }, label), button);
  }

  return {
    root,
    show(session) {
      const { filter } = session;
      input.show(session.functions.file);
      own.setAttribute('aria-pressed', String(termsOf(filter).includes(ownCode)));
      clear.hidden = isFirst(filter);
      chips = filterChips(filter, session);
      const text = JSON.stringify(chips.map(({ label }) => label));
      // What is the same stays, with the focus in it.
      if (text !== shown) list.replaceChildren(...chips.map(chipItem));
      shown = text;
    },
  };
}

function isFirst({ thread, hidden, ...rest }: Filter): boolean {
  const sameHidden =
    hidden.length === firstFilter.hidden.length && hidden.every((each) => firstFilter.hidden.includes(each));
  return thread === firstFilter.thread && sameHidden && Object.keys(rest).length === 0;
}
