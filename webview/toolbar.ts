import type { ExportFormat } from '../src/protocol.ts';
import { element } from './element.ts';
import { createExportMenu } from './exportMenu.ts';
import { iconButton } from './iconButton.ts';
import type { MenuItem } from './menu.ts';
import { createSearchBox, type SearchActions } from './searchBox.ts';
import type { UiState } from './uiState.ts';

export interface Toolbar {
  readonly root: HTMLElement;
  show(ui: UiState, found: string, invalid: string): void;
  readonly focusSearch: () => void;
}

export interface ToolbarActions extends SearchActions {
  readonly flip: () => void;
  readonly turnTree: () => void;
  readonly expandHotPath: () => void;
  readonly resetZoom: () => void;
  readonly compare: () => void;
  /** What the view in sight can be exported as. */
  readonly exportsOfView: () => readonly MenuItem[];
  readonly exportAs: (format: ExportFormat) => void;
}

/** The tabs, the search, and what can be done with the view in sight. */
export function createToolbar(tabs: HTMLElement, actions: ToolbarActions): Toolbar {
  const searchBox = createSearchBox(actions);
  const flip = iconButton('flip', 'Root at the Bottom', actions.flip);
  const bottomUp = iconButton('bottomUp', 'Bottom-Up: Begin with the Functions that Take the Time', actions.turnTree);
  const hotPath = iconButton('hotPath', 'Expand Hot Path', actions.expandHotPath);
  const reset = iconButton('resetZoom', 'Reset Zoom (Escape)', actions.resetZoom);
  const compare = iconButton('compare', 'Compare With…', actions.compare);
  const exportMenu = createExportMenu(actions.exportAs, actions.exportsOfView);
  const buttons = element('div', { class: 'actions' }, flip, bottomUp, hotPath, reset, compare, exportMenu);
  return {
    root: element('header', { class: 'toolbar' }, tabs, searchBox.root, buttons),
    show(ui, found, invalid) {
      flip.hidden = ui.tab !== 'flame' && ui.tab !== 'diff';
      flip.setAttribute('aria-pressed', String(ui.rootAtBottom));
      bottomUp.hidden = ui.tab !== 'tree';
      bottomUp.setAttribute('aria-pressed', String(ui.bottomUp));
      hotPath.hidden = ui.tab !== 'tree';
      reset.hidden = ui.tab !== 'flame' && ui.tab !== 'timeline' && ui.tab !== 'diff';
      searchBox.show(ui, found, invalid);
    },
    focusSearch: searchBox.focus,
  };
}
