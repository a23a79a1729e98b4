import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import type { LeakReport } from '../../src/core/queries/heap/leakReport.ts';
import { earlierShopHeap, openHeapPage, shopHeap, type HeapTestPage } from './heapTestPage.ts';
import { themes, type ThemeName } from './themes.ts';
import { violations } from './violations.ts';

const folder = 'out/screenshots';

const report: LeakReport = {
  version: 1,
  verdict: 'leak',
  totals: [4_000_000, 4_100_000, 4_200_000],
  leaks: [
    {
      class: 'Session',
      counts: [10, 20, 30],
      bytes: [6000, 12_000, 18_000],
      survivors: [10, 10],
      example: 4711,
      path: [
        { id: 1, edge: '', class: 'global', name: '' },
        { id: 3, edge: '.sessions', class: 'Map', name: '' },
        { id: 4711, edge: '[12]', class: 'Session', name: '' },
      ],
      place: { file: '/app/src/session.js', line: 4, column: 1 },
      held: { name: 'sessions', place: { file: '/app/src/store.js', line: 11, column: 1 } },
      allocatedAt: [{ function: 'open', place: { file: '/app/src/store.js', line: 15, column: 3 } }],
    },
  ],
  settled: [
    {
      class: 'Entry',
      counts: [0, 50, 50],
      bytes: [0, 5000, 5000],
      survivors: [50, 0],
      example: 9,
      path: [],
      allocatedAt: [],
    },
  ],
  notes: [],
};

describe('Heap snapshots on a page', () => {
  const heap = shopHeap();
  const earlier = earlierShopHeap();
  let panel: HeapTestPage;

  before(() => {
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => panel.close());

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await panel.page.keyboard.press(key);
      await panel.settle();
    }
  };
  const openTab = async (name: string): Promise<void> => {
    await panel.page.getByRole('tab', { name }).click();
    await panel.settle();
  };

  it('lists constructors with their sizes, opens them page by page, and the fields of their objects', async () => {
    panel = await openHeapPage();
    await panel.show(heap);
    assert.match(
      await panel.page.locator('.summary:visible').innerText(),
      /shop\.heapsnapshot\s+10\.\d kB in 261 objects/,
    );
    const lines = await panel.lines('Constructors');
    assert.deepEqual(lines.slice(0, 4), [
      '+global | 10.5 kB | 8 B | 1 | 1',
      '+Shop | 10.5 kB | 24 B | 1 | 2',
      '+Map | 10.3 kB | 216 B | 1 | 3',
      '+Order | 10.1 kB | 10 kB | 250 | 5',
    ]);
    assert.ok(
      lines.some((line) => line.startsWith('+(string) | ')) && lines.some((line) => line.startsWith('+Function | ')),
    );
    await panel.page.getByRole('treegrid', { name: 'Constructors' }).focus();
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight');
    const grid = panel.page.getByRole('treegrid', { name: 'Constructors' });
    assert.equal(await grid.getAttribute('aria-rowcount'), String(lines.length + 1 + 101));
    assert.equal((await panel.lines('Constructors'))[4], '  +Order @11 | 88 B | 40 B |  | 5');
    await press('ArrowRight', 'ArrowRight');
    assert.equal(
      (await panel.lines('Constructors'))[5],
      '     .note "a text that is there twice" @511 | 48 B | 48 B |  | 6',
    );
    await press('End', 'PageUp');
    const more = panel.page.getByRole('button', { name: 'More… (150)' });
    while ((await more.count()) === 0) await press('ArrowUp');
    await more.click();
    await panel.settle();
    assert.equal(await grid.getAttribute('aria-rowcount'), String(lines.length + 1 + 202));
  });

  it('tells of an object what holds it, and leads to the source', async () => {
    panel = await openHeapPage();
    await panel.show(heap);
    await openTab('Dominators');
    await panel.page.getByRole('treegrid', { name: 'Dominators' }).focus();
    await press('ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    const details = panel.page.getByRole('region', { name: 'Selected object' });
    assert.match(await details.innerText(), /^Map\s+@7\s+216 B itself, 10\.3 kB retained/);
    assert.deepEqual(await details.locator('.path :is(button, bdi.path-last)').allInnerTexts(), [
      'global',
      '.shop',
      '.orders',
    ]);
    assert.deepEqual(await panel.lines('Retainers of the selected object'), [
      '-.orders Shop @5 | 2 | 10.5 kB | 24 B',
      '  -.shop global @3 | 1 | 10.5 kB | 8 B',
      '     ["<dummy>"] (synthetic) @1 | – | 10.5 kB | 0 B',
    ]);
    await details.getByRole('button', { name: '.shop' }).click();
    await panel.settle();
    assert.match(await details.innerText(), /^Shop\s+@5/);
    await details.getByRole('button', { name: 'shop.js:5' }).click();
    const place = { file: '/app/shop.js', line: 5, column: 7 };
    assert.deepEqual(await panel.settle(), [{ type: 'openPlace', place }]);
    await panel.page.getByRole('treegrid', { name: 'Retainers' }).focus();
    await openTab('Constructors');
    await panel.page.getByRole('treegrid', { name: 'Constructors' }).focus();
    await press('ArrowDown', 'ArrowDown');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.settle(), [{ type: 'openPlace', place }]);
  });

  it('finds strings that are there twice and what is in no document any more', async () => {
    panel = await openHeapPage();
    await panel.show(heap);
    await openTab('Strings');
    assert.deepEqual(await panel.lines('Duplicated strings'), ['+"a text that is there twice" | 48 B | 96 B | 2']);
    await openTab('Detached');
    assert.deepEqual(await panel.lines('Detached elements'), [
      ' Detached <div> <div id="cart"> @517 | 60 B | 60 B | 3',
    ]);
    await panel.show(earlier);
    assert.equal(await panel.page.getByRole('tab').count(), 5);
  });

  it('compares with an earlier snapshot', async () => {
    panel = await openHeapPage();
    await panel.show(heap);
    await openTab('Compare');
    await panel.page.getByRole('button', { name: 'Choose Snapshot…' }).click();
    assert.deepEqual(await panel.settle(), [{ type: 'compare' }]);
    await panel.show(heap, earlier);
    assert.match(await panel.page.locator('.subtitle:visible').innerText(), /\+2 kB since earlier\.heapsnapshot/);
    assert.deepEqual(await panel.lines('Changes'), ['+Order | +2 kB | 2 kB | 0 B | 50 | 0 | +50']);
    await panel.page.getByRole('treegrid', { name: 'Changes' }).focus();
    await press('ArrowDown', 'ArrowRight');
    assert.equal((await panel.lines('Changes'))[1], '   Order @411 | +40 B | 40 B |  | 1 |  | +1');
  });

  it('keeps names in sight where there is little room', async () => {
    panel = await openHeapPage();
    await panel.page.setViewportSize({ width: 500, height: 600 });
    await panel.show(heap, earlier);
    await openTab('Compare');
    const name = await panel.page.locator('.tree-name:visible', { hasText: 'Order' }).boundingBox();
    assert.ok(name !== null && name.width >= 120 && name.x + name.width <= 500, JSON.stringify(name));
    await panel.page.screenshot({ path: `${folder}/heap-narrow-darkModern.png` });
  });

  it('filters by class and sorts by column', async () => {
    panel = await openHeapPage();
    await panel.show(heap);
    await panel.page.keyboard.press('Control+f');
    await panel.page.keyboard.type('ORD');
    await panel.page.keyboard.press('Enter');
    await panel.settle();
    assert.deepEqual(await panel.lines('Constructors'), ['+Order | 10.1 kB | 10 kB | 250 | 5']);
    await press('Escape');
    await panel.page.getByRole('columnheader', { name: 'Count' }).getByRole('button').click();
    await panel.settle();
    assert.match((await panel.lines('Constructors'))[0] ?? '', /^\+Order /);
    assert.equal(await panel.page.getByRole('columnheader', { name: 'Count' }).getAttribute('aria-sort'), 'descending');
  });

  it('comes back as it was left', async () => {
    panel = await openHeapPage();
    await panel.show(heap);
    await openTab('Dominators');
    await panel.page.getByRole('row', { name: /global/ }).click();
    await panel.settle();
    await panel.page.waitForTimeout(200); // the state is saved when it has come to rest
    await panel.reload();
    await panel.show(heap);
    assert.equal(await panel.page.getByRole('tab', { selected: true }).innerText(), 'Dominators');
    assert.match(await panel.page.getByRole('region', { name: 'Selected object' }).innerText(), /^global\s+@3/);
  });

  it('says how far it has read, and can be told to stop and to read again', async () => {
    panel = await openHeapPage();
    await panel.send({ type: 'reading', message: 'Reading shop.heapsnapshot: 34 %', canCancel: true });
    assert.match(await panel.page.getByRole('status').innerText(), /34 %/);
    await panel.page.getByRole('button', { name: 'Cancel' }).click();
    await panel.send({ type: 'failed', message: 'Reading was cancelled.', hint: 'Close this editor.', canRetry: true });
    assert.deepEqual(await violations(panel.page), []);
    await panel.page.getByRole('button', { name: 'Read Again' }).click();
    const posted = (await panel.settle()).map(({ type }) => type);
    assert.deepEqual(posted, ['ready', 'cancel', 'retry']);
  });

  it('shows a verdict on leaks, whose lines lead to the source and whose example to its snapshot', async () => {
    panel = await openHeapPage();
    await panel.send({ type: 'leaks', leaks: { title: 'server.mjs', report, hasSnapshot: true } });
    const verdict = panel.page.getByRole('region', { name: 'Verdict' });
    assert.match(await verdict.innerText(), /^Leak: one kind of object grows with every one of 2 rounds, and stays\./);
    assert.match(await verdict.innerText(), /Objects\s+10 → 20 → 30\s+Bytes\s+6 kB → 12 kB → 18 kB/);
    assert.match(await verdict.innerText(), /Held by\s+global\.sessions\[12\]/);
    await panel.settle();
    await verdict.getByRole('button', { name: 'store.js:11' }).click();
    await verdict.getByRole('button', { name: 'store.js:15' }).click();
    await verdict.getByRole('button', { name: 'Show @4711 in the Last Snapshot' }).click();
    assert.deepEqual(await panel.settle(), [
      { type: 'openPlace', place: report.leaks[0]?.held?.place },
      { type: 'openPlace', place: report.leaks[0]?.allocatedAt[0]?.place },
      { type: 'openExample', id: 4711 },
    ]);
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`has nothing that axe complains of in ${theme}`, async () => {
      panel = await openHeapPage(theme);
      const shoot = (name: string): Promise<unknown> =>
        panel.page.screenshot({ path: `${folder}/heap-${name}-${theme}.png` });
      await panel.show(heap, earlier);
      for (const tab of await panel.page.getByRole('tab').all()) {
        await tab.click();
        await panel.settle();
        await panel.page.locator('[role=treegrid]:visible').first().focus();
        await press('ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight');
        assert.deepEqual(await violations(panel.page), [], await tab.innerText());
        await shoot((await tab.innerText()).toLowerCase());
      }
      await panel.send({ type: 'leaks', leaks: { title: 'server.mjs', report, hasSnapshot: true } });
      assert.deepEqual(await violations(panel.page), [], 'verdict');
      await shoot('verdict');
    });
  }
});
