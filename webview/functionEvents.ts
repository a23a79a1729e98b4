import type { Actions } from './scene.ts';

/** What the mouse does on a line that stands for a function. @param choose selects it. */
export function functionEvents(
  fn: number,
  choose: (fn: number) => void,
  { openSource, openMenu }: Pick<Actions, 'openSource' | 'openMenu'>,
): Readonly<Record<'onclick' | 'ondblclick' | 'oncontextmenu', (event: Event) => void>> {
  return {
    onclick: (event) => {
      choose(fn);
      if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey)) openSource(fn);
    },
    ondblclick: () => {
      openSource(fn);
    },
    oncontextmenu: (event) => {
      event.preventDefault();
      choose(fn);
      if (event instanceof MouseEvent) openMenu(event.clientX, event.clientY);
    },
  };
}
