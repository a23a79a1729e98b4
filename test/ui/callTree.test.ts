import assert from 'node:assert/strict';
import { openPanel, type PanelPage } from './panelPage.ts';
import { deepProfile, largeProfile, sessionOf, smallProfile } from './sessions.ts';

describe('Call tree', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
    await panel.send({ type: 'session', session: sessionOf(smallProfile()) });
    await panel.page.getByRole('tab', { name: 'Call Tree' }).click();
  });

  afterEach(() => panel.close());

  /** One line a row: level, + or - where it opens, name, and * if selected. */
  async function lines(): Promise<string[]> {
    const rows = await panel.page.getByRole('treegrid').locator('[role=row][aria-level]').all();
    return Promise.all(
      rows.map(async (row) => {
        const level = Number(await row.getAttribute('aria-level'));
        const expanded = await row.getAttribute('aria-expanded');
        const sign = expanded === null ? ' ' : expanded === 'true' ? '-' : '+';
        const selected = (await row.getAttribute('aria-selected')) === 'true' ? '*' : '';
        return `${'  '.repeat(level - 1)}${sign}${await row.locator('.function-name').innerText()}${selected}`;
      }),
    );
  }

  it('is open along the hot path at first', async () => {
    assert.deepEqual(await lines(), ['-main', '  -parse', '     lex', '  +draw', ' (idle)', ' (garbage collector)']);
  });

  it('opens, closes and is walked as the ARIA practices have it', async () => {
    const tree = panel.page.getByRole('treegrid');
    await tree.focus();
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await panel.page.keyboard.press(key);
    };
    await press('ArrowDown', 'ArrowRight');
    assert.deepEqual((await lines()).slice(0, 2), ['-main', '  -parse*'], 'right enters an open row');
    await press('ArrowLeft');
    assert.deepEqual((await lines()).slice(0, 3), ['-main', '  +parse*', '  +draw'], 'left closes it');
    await press('ArrowLeft');
    assert.equal((await lines())[0], '-main*', 'left goes to the caller');
    await press('ArrowDown', '*');
    assert.deepEqual(
      (await lines()).slice(1, 5),
      ['  -parse*', '     lex', '  -draw', '     lex'],
      'a star opens siblings',
    );
    await press('End');
    assert.equal((await lines()).at(-1), ' (garbage collector)*');
    await press('Home', 'ArrowDown', 'ArrowDown');
    const active = await tree.getAttribute('aria-activedescendant');
    assert.ok(active);
    assert.equal(await panel.page.locator(`[id="${active}"] .function-name`).innerText(), 'lex');
    await panel.posted();
    await press('Enter');
    assert.deepEqual(await panel.posted(), [{ type: 'openSource', function: 2 }]);
  });

  it('tells each row its place', async () => {
    const draw = panel.page.getByRole('row', { name: /draw/ });
    assert.equal(await draw.getAttribute('aria-posinset'), '2');
    assert.equal(await draw.getAttribute('aria-setsize'), '2');
    assert.equal(await draw.getAttribute('aria-level'), '2');
    assert.equal(await panel.page.getByRole('treegrid').getAttribute('aria-rowcount'), '7');
  });

  it('has the numbers of each row', async () => {
    const cells = await panel.page.getByRole('row', { name: /parse/ }).getByRole('gridcell').allInnerTexts();
    assert.deepEqual(
      cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()),
      ['400 µs 53 %', '100 µs 13 %', 'parse', 'src/app.ts:20'],
    );
  });

  it('opens and closes with the mouse', async () => {
    await panel.page.getByRole('row', { name: /draw/ }).locator('.twistie').click();
    assert.equal((await lines()).length, 7);
    await panel.page.getByRole('row', { name: /parse/ }).dblclick();
    assert.deepEqual((await lines()).slice(1, 3), ['  +parse*', '  -draw']);
  });

  it('shares the selection with the flame graph', async () => {
    await panel.page.getByRole('row', { name: /draw/ }).click();
    await panel.page.getByRole('tab', { name: 'Flame' }).click();
    assert.match(await panel.details(), /^draw\n/);
    await panel.page.keyboard.press('Tab');
    const point = await panel.chartPoint(500, 2);
    await panel.page.mouse.click(point.x, point.y);
    await panel.page.getByRole('tab', { name: 'Call Tree' }).click();
    assert.deepEqual((await lines()).slice(3, 5), ['  -draw', '     lex*'], 'opened to show what was selected');
  });

  it('keeps few rows of a deep stack, and reaches its end', async () => {
    await panel.send({ type: 'session', session: sessionOf(deepProfile(100_000)) });
    await panel.page.getByRole('tab', { name: 'Flame' }).click();
    await panel.page.getByRole('textbox').fill('leaf');
    await panel.page.keyboard.press('Enter');
    await panel.page.getByRole('tab', { name: 'Call Tree' }).click();
    const selected = panel.page.locator('.tree-line.selected');
    assert.equal(await selected.getAttribute('aria-level'), '100001');
    assert.ok(await selected.isVisible());
    assert.ok((await panel.page.locator('.tree-line').count()) < 80);
  });

  it('shows thousands of open rows by drawing those in sight', async () => {
    await panel.send({ type: 'session', session: sessionOf(largeProfile()) });
    await panel.page.getByRole('treegrid').focus();
    for (let level = 0; level < 12; level++) {
      await panel.page.keyboard.press('*');
      await panel.page.keyboard.press('ArrowDown');
    }
    await panel.page.keyboard.press('End');
    assert.ok(await panel.page.locator('.tree-line.selected').isVisible());
    assert.ok((await panel.page.locator('.tree-line').count()) < 80);
  });

  it('is copied as Markdown, the selected subtree as far as it is open', async () => {
    await panel.page.getByRole('row', { name: /parse/ }).click();
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.getByRole('menuitem', { name: 'Copy Call Tree as Markdown' }).click();
    const [copied] = await panel.posted();
    assert.ok(copied?.type === 'copy');
    assert.deepEqual(copied.text.split('\n'), [
      '- 400 µs (53 %), self 100 µs: parse – src/app.ts:20',
      '  - 300 µs (40 %), self 300 µs: lex – src/app.ts:30',
    ]);
  });
});
