import type { SessionView } from '../src/protocol.ts';
import { element } from './element.ts';
import type { ChangeFilter } from './filterBar.ts';
import { threadLabel } from './threadLabel.ts';

export interface ThreadPicker {
  readonly root: HTMLElement;
  show(session: SessionView): void;
}

/** Absent where there is nothing to pick from. */
export function createThreadPicker(change: ChangeFilter): ThreadPicker {
  const root = element('select', { class: 'thread-picker', 'aria-label': 'Thread or process', hidden: true });
  let shown = '';
  root.addEventListener('change', () => {
    const thread = Number(root.value);
    change((filter) => ({ ...filter, thread }));
  });

  return {
    root,
    show(session) {
      root.hidden = session.threads.length < 2;
      const labels = session.threads.map(threadLabel);
      const text = JSON.stringify(labels);
      // A list that is open closes when its options change.
      if (text !== shown) {
        root.replaceChildren(
          element('option', { value: -1 }, `All ${labels.length} threads`),
          ...labels.map((label, thread) => element('option', { value: thread }, label)),
        );
      }
      shown = text;
      root.value = String(session.filter.thread);
    },
  };
}
