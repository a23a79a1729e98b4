import { at } from '../src/core/model/at.ts';
import { categories, categoryName, type Category } from '../src/core/model/category.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import type { SessionView } from '../src/protocol.ts';
import { categoryLabel } from './categoryLabel.ts';
import { element } from './element.ts';
import type { ChangeFilter } from './filterBar.ts';

export interface Legend {
  readonly root: HTMLElement;
  show(session: SessionView): void;
}

/** What the colours mean, how much there is of each, and a switch for each. */
export function createLegend(change: ChangeFilter): Legend {
  const root = element('div', { class: 'legend', role: 'group', 'aria-label': 'Shown categories' });
  const buttons = new Map<Category, HTMLButtonElement>();

  return {
    root,
    show({ filter, functions, total }) {
      const self = selfByCategory(functions);
      const focused = document.activeElement;
      buttons.clear();
      for (const category of categories) {
        const weight = self.get(category);
        if (weight === undefined) continue;
        const pressed = !filter.hidden.includes(category);
        const share = weight > 0 && total > 0 ? formatShare(weight / total) : '';
        const button = element(
          'button',
          {
            type: 'button',
            class: 'legend-item',
            'aria-pressed': String(pressed),
            'data-category': category,
            title: `${pressed ? 'Hide' : 'Show'} ${categoryLabel[category]}`,
          },
          element('span', { class: `swatch swatch-${category}` }),
          element('span', {}, categoryLabel[category]),
          element('span', { class: 'legend-share' }, share),
        );
        button.addEventListener('click', () => {
          change(({ hidden, ...rest }) => {
            const shown = hidden.includes(category);
            button.setAttribute('aria-pressed', String(shown));
            return { ...rest, hidden: shown ? hidden.filter((other) => other !== category) : [...hidden, category] };
          });
        });
        buttons.set(category, button);
      }
      const focusedCategory =
        focused instanceof HTMLElement && root.contains(focused) ? focused.dataset['category'] : '';
      root.replaceChildren(...buttons.values());
      for (const [category, button] of buttons) if (category === focusedCategory) button.focus();
    },
  };
}

/** Every category that the session has functions of, hidden or not. */
function selfByCategory({ category, self }: SessionView['functions']): Map<Category, number> {
  const sums = new Map<Category, number>();
  for (let fn = 0; fn < category.length; fn++) {
    const name = categoryName(at(category, fn));
    sums.set(name, (sums.get(name) ?? 0) + at(self, fn));
  }
  return sums;
}
