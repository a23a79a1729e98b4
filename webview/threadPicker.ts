import type { Filter, SessionView } from '../src/protocol.ts';
import { element } from './element.ts';
import { threadLabel } from './threadLabel.ts';

export interface ThreadPicker {
  readonly root: HTMLElement;
  show(session: SessionView): void;
}

/** Absent where there is nothing to pick from. */
export function createThreadPicker(setFilter: (filter: Filter) => void): ThreadPicker {
  const root = element('select', { class: 'thread-picker', 'aria-label': 'Thread or process', hidden: true });
  let filter: Filter = { thread: -1, hidden: [] };
  root.addEventListener('change', () => {
    setFilter({ ...filter, thread: Number(root.value) });
  });

  return {
    root,
    show(session) {
      filter = session.filter;
      root.hidden = session.threads.length < 2;
      root.replaceChildren(
        element('option', { value: -1 }, `All ${session.threads.length} threads`),
        ...session.threads.map((name, thread) => element('option', { value: thread }, threadLabel(name, thread))),
      );
      root.value = String(filter.thread);
    },
  };
}
