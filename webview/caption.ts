import type { SessionView } from '../src/protocol.ts';
import { threadLabel } from './threadLabel.ts';
import { timelineThread } from './timelineThread.ts';
import type { UiState } from './uiState.ts';

/** What a reader must know about the tab in sight; mostly nothing. @param ready whether there is something to see. */
export function captionOf(session: SessionView, { tab, bottomUp, selection }: UiState, ready: boolean): string {
  if (tab === 'timeline') return ready ? timelineCaption(session) : 'Putting samples in order of time…';
  if (tab === 'sandwich' && selection.sandwich < 0)
    return 'Select a function in another tab to see its callers and callees.';
  if (tab === 'findings' && !ready) return 'Looking for findings…';
  if (tab === 'diff') return ready ? diffCaption(session) : 'Comparing…';
  if (tab === 'tree' && bottomUp) return 'Functions by self weight; below each, the callers that led to it.';
  return '';
}

function timelineCaption(session: SessionView): string {
  const { threads, filter } = session;
  if (threads.length < 2 || filter.thread >= 0) return '';
  const shown = threadLabel(threads[timelineThread(session)], timelineThread(session));
  return `Only ${shown} is shown in order of time. Pick a thread above to see another.`;
}

function diffCaption({ filter }: SessionView): string {
  const { range, focus, hide = [], thread } = filter;
  if (range === undefined && focus === undefined && hide.length === 0 && thread < 0) return '';
  return 'Both sessions are compared whole: a chosen thread, time or function is of one of them only.';
}
