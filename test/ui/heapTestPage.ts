import { examineHeap, type ExaminedHeap } from '../../src/core/analysis/heap/examinedHeap.ts';
import { heapDetails } from '../../src/core/queries/heap/heapDetails.ts';
import { heapHead } from '../../src/core/queries/heap/heapHead.ts';
import { HeapLists } from '../../src/core/queries/heap/heapLists.ts';
import type { FromHeapPage, ToHeapPage } from '../../src/heapProtocol.ts';
import { heapOf, type DrawnHeap } from '../unit/core/snapshotOf.ts';
import { openPage, type OpenPage } from './openPage.ts';
import type { ThemeName } from './themes.ts';

/** The page of heap snapshots with what the extension does beside it. */
export interface HeapTestPage extends Omit<OpenPage<ToHeapPage, FromHeapPage>, 'taken'> {
  /** Shows a snapshot, compared with another one if that is given. */
  show(examined: ExaminedHeap, before?: ExaminedHeap): Promise<void>;
  /** Answers until the page asks no more; gives what it posted besides questions since the last call. */
  settle(): Promise<FromHeapPage[]>;
  /** One line a row: level, + or - where it opens, the numbers, what it is, and * if selected. */
  lines(label: string): Promise<string[]>;
}

export async function openHeapPage(theme?: ThemeName): Promise<HeapTestPage> {
  const { taken, ...opened } = await openPage<ToHeapPage, FromHeapPage>('heap', theme);
  const { page, send } = opened;
  let shown: { readonly examined: ExaminedHeap; readonly lists: HeapLists } | undefined;
  let revision = 0;

  async function settle(): Promise<FromHeapPage[]> {
    const others: FromHeapPage[] = [];
    for (;;) {
      const posted = await taken();
      const questions = posted.filter(({ type }) => type === 'list' || type === 'details');
      others.push(...posted.filter((message) => !questions.includes(message)));
      if (questions.length === 0) return others;
      for (const message of questions) {
        if (shown === undefined) continue;
        if (message.type === 'details')
          await send({ type: 'object', object: heapDetails(shown.examined, message.node) });
        else if (message.type === 'list' && message.revision === revision)
          await send({ type: 'rows', request: message.request, page: shown.lists.page(message.page) });
      }
    }
  }

  return {
    ...opened,
    settle,
    async show(examined, before) {
      shown = { examined, lists: new HeapLists(examined, before) };
      const heap = { ...heapHead(examined), revision: ++revision, title: 'shop.heapsnapshot' };
      const compared = before && { before: { ...heapHead(before), title: 'earlier.heapsnapshot' } };
      // Of a snapshot that was read before the page was ready, twice.
      for (let time = 0; time < 2; time++) await send({ type: 'heap', heap: { ...heap, ...compared } });
      await settle();
    },
    async lines(label) {
      const rows = await page.getByRole('treegrid', { name: label }).locator('[role=row][aria-level]').all();
      return Promise.all(
        rows.map(async (row) => {
          const level = Number(await row.getAttribute('aria-level'));
          const expanded = await row.getAttribute('aria-expanded');
          const sign = expanded === null ? ' ' : expanded === 'true' ? '-' : '+';
          const numbers = await row.locator('.weight > :first-child').allInnerTexts();
          const name = (await row.locator('.tree-name').innerText()).replace(/\s+/g, ' ').trim();
          const selected = (await row.getAttribute('aria-selected')) === 'true' ? '*' : '';
          return `${'  '.repeat(level - 1)}${sign}${name}${selected} | ${numbers.join(' | ')}`;
        }),
      );
    },
  };
}

/** A shop that keeps orders in a Map, has one text twice, and holds a part of a page that is in no document. */
const shop: DrawnHeap = {
  nodes: [
    { name: '', type: 'synthetic', size: 0 },
    { name: 'global', size: 8 },
    { name: 'Shop', size: 24 },
    { name: 'Map', size: 16 },
    { name: '', type: 'array', size: 200 },
    ...Array.from({ length: 250 }, () => ({ name: 'Order', size: 40 })),
    { name: 'a text that is there twice', type: 'string', size: 48 },
    { name: 'a text that is there twice', type: 'string', size: 48 },
    { name: 'total', type: 'closure', size: 32 },
    { name: '<div id="cart">', type: 'native', size: 60, detachedness: 2 },
    { name: 'system / SharedFunctionInfo', type: 'code', size: 20 },
    { name: '/app/shop.js', type: 'code', size: 20 },
  ],
  edges: [
    [0, 1, 0, 'shortcut'],
    [1, 2, 'shop'],
    [2, 3, 'orders'],
    [3, 4, 'table', 'internal'],
    ...Array.from({ length: 250 }, (_, order) => [4, 5 + order, order, 'element'] as const),
    [5, 255, 'note'],
    [6, 256, 'note'],
    [2, 257, 'total'],
    [2, 258, 'cart'],
    [257, 259, 'shared', 'internal'],
    [259, 260, 'script', 'internal'],
    [7, 5, 'before'],
  ],
  locations: [
    [2, 7, 4, 6],
    [257, 7, 11, 2],
    ...Array.from({ length: 250 }, (_, order) => [5 + order, 7, 20, 0] as const),
  ],
};

export function shopHeap(): ExaminedHeap {
  return examineHeap(heapOf(shop));
}

/** The same before the last fifty orders. */
export function earlierShopHeap(): ExaminedHeap {
  const nodes = shop.nodes.map((node, index) => ({ id: 2 * index + 1, ...node }));
  const isLater = (node: number): boolean => node >= 205 && node < 255;
  const kept = [...nodes.keys()].filter((node) => !isLater(node));
  const now = (node: number): number => kept.indexOf(node);
  return examineHeap(
    heapOf({
      nodes: kept.flatMap((node) => nodes[node] ?? []),
      edges: shop.edges
        .filter(([from, to]) => !isLater(from) && !isLater(to))
        .map(([from, to, name, type]) => [now(from), now(to), name, type ?? 'property']),
      locations: (shop.locations ?? [])
        .filter(([node]) => !isLater(node))
        .map(([node, ...place]) => [now(node), ...place]),
    }),
  );
}
