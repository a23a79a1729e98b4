import type { ExportFormat } from '../src/protocol.ts';
import { element } from './element.ts';
import { iconButton } from './iconButton.ts';
import { createMenu, type MenuItem } from './menu.ts';

const formats: readonly { readonly format: ExportFormat; readonly title: string }[] = [
  { format: 'html', title: 'HTML Report' },
  { format: 'cpuprofile', title: 'CPU Profile (.cpuprofile)' },
  { format: 'speedscope', title: 'speedscope' },
  { format: 'collapsed', title: 'Collapsed Stacks' },
];

/** What the session can be exported as, and what of the view in sight: to a file or to the clipboard. */
export function createExportMenu(
  choose: (format: ExportFormat) => void,
  ofView: () => readonly MenuItem[],
): HTMLElement {
  const button = iconButton('export', 'Export', open);
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  const menu = createMenu('Export as', (byUser) => {
    button.setAttribute('aria-expanded', 'false');
    if (byUser) button.focus();
  });

  function open(): void {
    const items = formats.map(({ format, title }) => ({
      title,
      run: () => {
        choose(format);
      },
    }));
    button.setAttribute('aria-expanded', 'true');
    menu.open([...items, ...ofView()]);
  }

  // A press on the button takes the focus from the menu, which closes it; the click that follows would open it again.
  button.addEventListener('pointerdown', (event) => {
    if (!menu.root.hidden) event.preventDefault();
  });
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    open();
  });
  return element('div', { class: 'menu-anchor' }, button, menu.root);
}
