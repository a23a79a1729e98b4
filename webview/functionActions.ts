import { at } from '../src/core/model/at.ts';
import type { ChangeFilter } from './filterBar.ts';
import type { Host } from './host.ts';
import type { MenuItem } from './menu.ts';
import type { Scene } from './scene.ts';
import { graphOfSelection } from './selectedBox.ts';
import { stackText } from './stackText.ts';

export interface FunctionActions {
  readonly openSource: (fn: number) => void;
  readonly showSandwich: (fn: number) => void;
  readonly changeFilter: ChangeFilter;
}

/** All that can be done with the selected function: what menus offer, and what keys do. */
export function functionActions(scene: Scene, host: Host, actions: FunctionActions): readonly MenuItem[] {
  const { session, selected } = scene;
  if (selected < 0) return [];
  const items: MenuItem[] = [
    {
      title: 'Open Source',
      disabled: session.functions.openable[selected] !== 1,
      run: () => {
        actions.openSource(selected);
      },
    },
    {
      title: 'Focus on This Function',
      key: 'F',
      run: () => {
        actions.changeFilter((filter) => ({ ...filter, focus: selected }));
      },
    },
    {
      title: 'Hide This Function',
      key: 'H',
      run: () => {
        actions.changeFilter((filter) => ({ ...filter, hide: [...(filter.hide ?? []), selected] }));
      },
    },
    {
      title: 'Show Callers and Callees',
      key: 'S',
      run: () => {
        actions.showSandwich(selected);
      },
    },
    {
      title: 'Copy Name',
      run: () => {
        host.postMessage({ type: 'copy', text: at(session.functions.name, selected) });
      },
    },
  ];
  if (graphOfSelection(scene).row < 0) return items;
  const copyStack = (): void => {
    host.postMessage({ type: 'copy', text: stackText(scene) });
  };
  return [...items, { title: 'Copy Stack', key: 'C', run: copyStack }];
}
