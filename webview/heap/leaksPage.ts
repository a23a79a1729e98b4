import type { HeapPlace } from '../../src/core/queries/heap/heapObjectName.ts';
import { bytesPerRound } from '../../src/core/queries/heap/leakLines.ts';
import { allocationPlace, ownAllocation } from '../../src/core/queries/heap/ownAllocation.ts';
import type { LeakSuspect } from '../../src/core/queries/heap/leakReport.ts';
import { pathText } from '../../src/core/queries/heap/pathText.ts';
import { formatBytes } from '../../src/core/text/formatBytes.ts';
import { formatCount } from '../../src/core/text/formatCount.ts';
import type { FromHeapPage, LeaksView } from '../../src/heapProtocol.ts';
import { element } from '../element.ts';
import { icon } from '../icon.ts';
import { createNotesBar } from '../notesBar.ts';
import { placeLink } from './placeLink.ts';

export interface LeaksPage {
  readonly root: HTMLElement;
  show(leaks: LeaksView): void;
}

/** The verdict on a program's rounds: what leaks and why one may say so. */
export function createLeaksPage(post: (message: FromHeapPage) => void): LeaksPage {
  const title = element('h1', { class: 'title' });
  const subtitle = element('span', { class: 'subtitle' });
  const notes = createNotesBar();
  const body = element('div', { class: 'leaks', tabindex: 0, role: 'region', 'aria-label': 'Verdict' });
  const root = element(
    'main',
    { class: 'session' },
    element('div', { class: 'summary' }, element('div', { class: 'summary-text' }, title, subtitle)),
    notes.root,
    body,
  );
  const openPlace = (place: HeapPlace): void => {
    post({ type: 'openPlace', place });
  };

  function suspectItem(suspect: LeakSuspect, hasSnapshot: boolean): HTMLElement {
    const { bytes, counts, survivors, held, place } = suspect;
    const heading = element(
      'h3',
      { class: 'finding-title' },
      icon('warning'),
      element('bdi', {}, suspect.class),
      ...(place === undefined ? [] : [placeLink(place, openPlace)]),
      element('span', { class: 'finding-share' }, `${formatBytes(bytesPerRound(suspect))} a round`),
    );
    const openExample = (): void => {
      post({ type: 'openExample', id: suspect.example });
    };
    const own = ownAllocation(suspect);
    const facts: readonly (readonly [string, readonly (Node | string)[]])[] = [
      ['Objects', [counts.map(formatCount).join(' → ')]],
      ['Bytes', [bytes.map(formatBytes).join(' → ')]],
      ['Kept', [`${survivors.map(formatCount).join(', ')} of what each round made`]],
      ['Held by', [element('bdi', { class: 'heap-path' }, pathText(suspect.path))]],
      ...(held === undefined
        ? []
        : [['Held in', [element('bdi', {}, held.name), ' ', placeLink(held.place, openPlace)]] as const]),
      ...(own === undefined
        ? []
        : [
            [
              'Allocated',
              [element('bdi', {}, own.function || '(anonymous)'), ' ', placeLink(allocationPlace(own), openPlace)],
            ] as const,
          ]),
    ];
    const list = element(
      'dl',
      { class: 'leak-facts' },
      ...facts.flatMap(([name, content]) => [element('dt', {}, name), element('dd', {}, ...content)]),
    );
    const item = element('li', { class: 'finding warning' }, heading, growthBars(suspect), list);
    if (hasSnapshot) {
      const text = `Show @${suspect.example} in the Last Snapshot`;
      item.append(element('button', { type: 'button', class: 'link', onclick: openExample }, text));
    }
    return item;
  }

  return {
    root,
    show({ title: name, report, hasSnapshot }) {
      const { verdict, totals, leaks, settled } = report;
      const rounds = totals.length - 1;
      title.textContent = name;
      subtitle.textContent = `heap ${totals.map(formatBytes).join(' → ')}`;
      notes.show(report.notes);
      const kinds = leaks.length === 1 ? 'one kind of object grows' : `${leaks.length} kinds of objects grow`;
      const verdictText =
        verdict === 'leak'
          ? `Leak: ${kinds} with every one of ${rounds} rounds, and stays.`
          : `No leak in ${rounds} rounds: nothing grows with every round and stays.`;
      body.replaceChildren(
        element('h2', { class: 'leak-verdict' }, icon(verdict === 'leak' ? 'warning' : 'info'), verdictText),
        element('ul', { class: 'findings-list' }, ...leaks.map((suspect) => suspectItem(suspect, hasSnapshot))),
        ...(settled.length === 0
          ? []
          : [
              element('h2', { class: 'leak-settled' }, 'Grew at first, then settled: no leak'),
              element('ul', { class: 'leak-settled-list' }, ...settled.map(settledItem)),
            ]),
      );
    },
  };
}

function settledItem({ class: kind, counts, path }: LeakSuspect): HTMLElement {
  const text = `${kind} · ${counts.map(formatCount).join(' → ')} · ${pathText(path)}`;
  return element('li', {}, element('bdi', {}, text));
}

/** A bar for each snapshot: what the numbers say, for the eye. */
function growthBars({ bytes }: LeakSuspect): HTMLElement {
  const most = Math.max(1, ...bytes);
  const bars = bytes.map((size) => {
    const bar = element('span', { class: 'leak-bar' });
    bar.style.height = `${(size / most) * 100}%`;
    return bar;
  });
  return element('div', { class: 'leak-bars', 'aria-hidden': 'true' }, ...bars);
}
