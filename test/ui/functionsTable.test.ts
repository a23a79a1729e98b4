import assert from 'node:assert/strict';
import { openPanel, type PanelPage } from './panelPage.ts';
import { largeProfile, sessionOf, smallProfile } from './sessions.ts';

describe('Functions', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
    await panel.send({ type: 'session', session: sessionOf(smallProfile()) });
    await panel.page.getByRole('tab', { name: 'Functions' }).click();
  });

  afterEach(() => panel.close());

  const names = (): Promise<string[]> => panel.page.locator('tbody .function-name').allInnerTexts();

  it('begins with the largest self time and sorts by what is asked for', async () => {
    assert.deepEqual(await names(), ['lex', 'main', 'parse', '(garbage collector)', 'draw']);
    const header = (title: string) => panel.page.getByRole('columnheader', { name: title });
    assert.equal(await header('Self').getAttribute('aria-sort'), 'descending');
    await header('Total').getByRole('button').click();
    assert.deepEqual(await names(), ['main', 'lex', 'parse', 'draw', '(garbage collector)']);
    await header('Function').getByRole('button').click();
    assert.equal(await header('Function').getAttribute('aria-sort'), 'ascending');
    assert.equal(await header('Self').getAttribute('aria-sort'), 'none');
    assert.deepEqual(await names(), ['(garbage collector)', 'draw', 'lex', 'main', 'parse']);
    // The header was drawn anew, and the key still reaches its button.
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await names(), ['parse', 'main', 'lex', 'draw', '(garbage collector)']);
  });

  it('has no total above that of all', async () => {
    const cells = await panel.page.getByRole('row', { name: /main/ }).getByRole('gridcell').allInnerTexts();
    assert.deepEqual(
      cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()),
      ['100 µs 13 %', '700 µs 93 %', 'main', 'src/app.ts:10'],
    );
  });

  it('is walked by keys and leads to the source', async () => {
    await panel.page.getByRole('grid').focus();
    for (let line = 0; line < 3; line++) await panel.page.keyboard.press('ArrowDown');
    assert.match(await panel.details(), /^parse\nsrc\/app\.ts:20\nTotal 400 µs \(53 %\) · Self 100 µs \(13 %\)/);
    await panel.posted();
    await panel.page.keyboard.press('Enter');
    await panel.page.getByRole('row', { name: /draw/ }).dblclick();
    assert.deepEqual(await panel.posted(), [
      { type: 'openSource', function: 1 },
      { type: 'openSource', function: 3 },
    ]);
  });

  it('selects the widest box of the function in the other views', async () => {
    await panel.page.getByRole('row', { name: /lex/ }).click();
    await panel.page.getByRole('tab', { name: 'Flame' }).click();
    assert.match(await panel.details(), /^lex\n.*\nTotal 300 µs[^]*main\nparse\nlex$/);
  });

  it('is copied as Markdown', async () => {
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.getByRole('menuitem', { name: 'Copy Functions as Markdown' }).click();
    const [copied] = await panel.posted();
    assert.ok(copied?.type === 'copy');
    assert.deepEqual(copied.text.split('\n').slice(0, 3), [
      '| Self | Total | Function | File |',
      '|--:|--:|---|---|',
      '| 500 µs (67 %) | 500 µs (67 %) | lex | src/app.ts:30 |',
    ]);
  });

  it('draws the rows in sight of many', async () => {
    await panel.send({ type: 'session', session: sessionOf(largeProfile()) });
    assert.ok((await names()).length < 80);
    const count = Number(await panel.page.getByRole('grid').getAttribute('aria-rowcount'));
    assert.ok(count > 200);
    await panel.page.getByRole('grid').focus();
    await panel.page.keyboard.press('End');
    const last = panel.page.locator('tr.selected');
    assert.equal(await last.getAttribute('aria-rowindex'), String(count));
    assert.ok(await last.isVisible());
  });
});
