import { at } from '../src/core/model/at.ts';
import type { SessionView } from '../src/protocol.ts';
import { element } from './element.ts';
import { tabNames, type TabName } from './uiState.ts';

export interface Tabs {
  readonly list: HTMLElement;
  /** The element that a view's root goes into. */
  panel(name: TabName): HTMLElement;
  show(current: TabName, session: Pick<SessionView, 'timed' | 'measured' | 'comparison'>): void;
}

const titles: Readonly<Record<TabName, string>> = {
  flame: 'Flame',
  timeline: 'Timeline',
  sandwich: 'Sandwich',
  tree: 'Call Tree',
  functions: 'Functions',
  findings: 'Findings',
  diff: 'Diff',
};

/** Tabs as the ARIA practices have them: arrows move and choose, one tab stop for the list. */
export function createTabs(choose: (name: TabName) => void): Tabs {
  const buttons = new Map<TabName, HTMLButtonElement>();
  const panels = new Map<TabName, HTMLElement>();
  for (const name of tabNames) {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'tab',
        role: 'tab',
        id: `tab-${name}`,
        'aria-controls': `panel-${name}`,
        onclick: () => {
          choose(name);
        },
      },
      titles[name],
    );
    buttons.set(name, button);
    const labelled = { id: `panel-${name}`, class: 'panel', role: 'tabpanel', 'aria-labelledby': `tab-${name}` };
    panels.set(name, element('div', labelled));
  }
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views' }, ...buttons.values());

  list.addEventListener('keydown', (event) => {
    const shown = tabNames.filter((name) => buttons.get(name)?.hidden === false);
    const current = shown.findIndex((name) => buttons.get(name) === document.activeElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: current - 1 + shown.length,
      ArrowRight: current + 1,
      Home: 0,
      End: shown.length - 1,
    };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const name = at(shown, target % shown.length);
    choose(name);
    buttons.get(name)?.focus();
  });

  return {
    list,
    panel(name) {
      const panel = panels.get(name);
      if (panel === undefined) throw new Error(`There is no tab '${name}'.`);
      return panel;
    },
    show(current, { timed, measured, comparison }) {
      for (const [name, button] of buttons) {
        button.hidden = name === 'timeline' ? !timed && !measured : name === 'diff' && comparison === undefined;
        button.setAttribute('aria-selected', String(name === current));
        button.tabIndex = name === current ? 0 : -1;
      }
      for (const [name, panel] of panels) panel.hidden = name !== current;
    },
  };
}
