import { at } from '../src/core/model/at.ts';
import { categoryIndex } from '../src/core/model/category.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import type { SessionView, ToExtension } from '../src/protocol.ts';
import { element } from './element.ts';
import type { ChangeFilter } from './filterBar.ts';
import { createLegend } from './legend.ts';
import { createLiveBadge } from './liveBadge.ts';
import { createThreadPicker } from './threadPicker.ts';

export interface SummaryBar {
  readonly root: HTMLElement;
  show(session: SessionView): void;
}

/** What session this is, how much was measured, and what of. */
export function createSummaryBar(change: ChangeFilter, post: (message: ToExtension) => void): SummaryBar {
  const title = element('h1', { class: 'title' });
  const subtitle = element('span', { class: 'subtitle' });
  const live = createLiveBadge(() => {
    post({ type: 'stop' });
  });
  const threads = createThreadPicker(change);
  const legend = createLegend(change);
  const root = element(
    'div',
    { class: 'summary' },
    element('div', { class: 'summary-text' }, title, live.root, subtitle, threads.root),
    legend.root,
  );
  return {
    root,
    show(session) {
      title.textContent = session.title;
      subtitle.textContent = [session.subtitle, ...notWork(session)].join(' · ');
      live.show(session.live);
      threads.show(session);
      legend.show(session);
    },
  };
}

/** What is no code of the program, whether shown or not. Idle time is a part of the whole time, everything else of the busy time. */
function notWork({ categories }: SessionView): string[] {
  const all = categories.reduce((sum, weight) => sum + weight, 0);
  const idle = at(categories, categoryIndex.idle);
  const gc = at(categories, categoryIndex.gc);
  return [
    ...(gc > 0 ? [`GC ${formatShare(gc / (all - idle))}`] : []),
    ...(idle > 0 ? [`${formatShare(idle / all)} of the time idle`] : []),
  ];
}
