import type { SessionView } from '../src/protocol.ts';
import { createTabList, type TabList } from './tabList.ts';
import { tabNames, type TabName } from './uiState.ts';

export interface Tabs extends Omit<TabList<TabName>, 'show'> {
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

/** The tabs of a session's views. */
export function createTabs(choose: (name: TabName) => void): Tabs {
  const tabs = createTabList(tabNames, titles, choose);
  return {
    ...tabs,
    show(current, { timed, measured, comparison }) {
      tabs.show(current, (name) =>
        name === 'timeline' ? !timed && !measured : name === 'diff' && comparison === undefined,
      );
    },
  };
}
