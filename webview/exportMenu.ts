import type { ExportFormat } from '../src/protocol.ts';
import { at } from '../src/core/model/at.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';

const formats: readonly { readonly format: ExportFormat; readonly title: string }[] = [
  { format: 'html', title: 'HTML Report' },
  { format: 'cpuprofile', title: 'CPU Profile (.cpuprofile)' },
  { format: 'speedscope', title: 'speedscope' },
  { format: 'collapsed', title: 'Collapsed Stacks' },
];

/** A menu button as the ARIA practices have it. */
export function createExportMenu(choose: (format: ExportFormat) => void): HTMLElement {
  const items = formats.map(({ format, title }) => {
    const onclick = (): void => {
      close();
      button.focus();
      choose(format);
    };
    return element('button', { type: 'button', class: 'menu-item', role: 'menuitem', tabindex: -1, onclick }, title);
  });
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': 'Export as', hidden: true }, ...items);
  const button = element(
    'button',
    {
      type: 'button',
      class: 'action',
      title: 'Export…',
      'aria-label': 'Export',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
    },
    icon('export'),
  );
  const root = element('div', { class: 'menu-anchor' }, button, menu);

  function open(): void {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    at(items, 0).focus();
  }

  function close(): void {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  }

  button.addEventListener('click', () => {
    if (menu.hidden) open();
    else close();
  });
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  });
  menu.addEventListener('keydown', (event) => {
    const current = items.findIndex((item) => item === document.activeElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (current + 1) % items.length,
      ArrowUp: (current - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Escape') {
      close();
      button.focus();
    } else if (target !== undefined) at(items, target).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) close();
  });
  return root;
}
