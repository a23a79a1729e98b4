import assert from 'node:assert/strict';
import type { Filter } from '../../src/protocol.ts';
import { openPanel, type PanelPage } from './panelPage.ts';
import { sessionOf, smallProfile } from './sessions.ts';

describe('Filter', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
    await show({ thread: -1, hidden: ['idle'] });
    await panel.posted();
  });

  afterEach(() => panel.close());

  const show = (filter: Filter): Promise<void> =>
    panel.send({ type: 'session', session: sessionOf(smallProfile(), { filter }) });
  const input = () => panel.page.getByRole('combobox', { name: 'Filter functions' });
  const chips = (): Promise<string[]> => panel.page.locator('.chip-label').allInnerTexts();

  /** Filters that were asked for; each is answered. */
  async function asked(): Promise<Filter[]> {
    const filters = (await panel.posted()).flatMap((message) => (message.type === 'filter' ? [message.filter] : []));
    const last = filters.at(-1);
    if (last !== undefined) await show(last);
    return filters;
  }

  it('makes chips of what is typed, which ×, Backspace and one press take away', async () => {
    await input().fill('file:app self>10%');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await asked(), [{ thread: -1, hidden: ['idle'], query: 'file:app self>10%' }]);
    assert.deepEqual(await chips(), ['file:app', 'self>10%']);
    await input().fill('!draw');
    await panel.page.keyboard.press('Enter');
    await asked();
    assert.deepEqual(await chips(), ['file:app', 'self>10%', '!draw']);
    await panel.page.getByRole('button', { name: 'Remove Filter file:app' }).click();
    await asked();
    assert.deepEqual(await chips(), ['self>10%', '!draw']);
    await panel.page.keyboard.press('Backspace');
    await asked();
    assert.deepEqual(await chips(), ['self>10%']);
    await panel.page.getByRole('button', { name: 'Reset Filters' }).click();
    assert.deepEqual(await asked(), [{ thread: -1, hidden: ['idle'] }]);
    assert.deepEqual(await chips(), []);
    assert.equal(await panel.page.getByRole('button', { name: 'Reset Filters' }).count(), 0);
  });

  it('builds on what was asked for last, though it is not here yet', async () => {
    await panel.page.getByRole('button', { name: 'My Code' }).click();
    await panel.page.getByRole('button', { name: /^GC/ }).click();
    const [, second] = await asked();
    assert.deepEqual(second, { thread: -1, hidden: ['idle', 'gc'], query: 'is:own' });
    assert.deepEqual(await chips(), ['is:own']);
    const own = panel.page.getByRole('button', { name: 'My Code' });
    assert.equal(await own.getAttribute('aria-pressed'), 'true');
    await own.click();
    assert.deepEqual(await asked(), [{ thread: -1, hidden: ['idle', 'gc'] }]);
  });

  it('says what is wrong, and where', async () => {
    await input().fill('lex is:mine');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await asked(), []);
    assert.match(await panel.page.getByRole('alert').innerText(), /own/);
    assert.equal(await panel.page.evaluate('String(getSelection())'), 'is:mine');
    await input().fill('lex is:own');
    assert.equal(await panel.page.getByRole('alert').count(), 0);
  });

  it('suggests what may follow, by key and by mouse', async () => {
    await input().focus();
    await panel.page.keyboard.type('is:');
    const options = panel.page.getByRole('option');
    assert.ok((await options.allInnerTexts()).includes('own'));
    assert.equal(await input().getAttribute('aria-expanded'), 'true');
    await panel.page.keyboard.press('ArrowDown');
    const active = await input().getAttribute('aria-activedescendant');
    assert.equal(await panel.page.locator(`[id="${String(active)}"]`).getAttribute('aria-selected'), 'true');
    await panel.page.keyboard.press('Enter');
    assert.equal(await input().inputValue(), 'is:own');
    await input().fill('fi');
    await panel.page.getByRole('option', { name: 'file:' }).click();
    assert.equal(await input().inputValue(), 'file:');
    await panel.page.getByRole('option', { name: 'src/' }).click();
    await panel.page.getByRole('option', { name: 'src/app.ts' }).click();
    assert.equal(await input().inputValue(), 'file:src/app.ts');
    await panel.page.keyboard.press('Escape');
    assert.equal(await input().inputValue(), '');
  });

  it('is made of a function by its menu and by keys', async () => {
    const draw = await panel.chartPoint(700, 1);
    await panel.page.mouse.click(draw.x, draw.y, { button: 'right' });
    const items = panel.page.getByRole('menuitem');
    assert.deepEqual(
      (await items.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
      [
        'Open Source',
        'Focus on This Function F',
        'Hide This Function H',
        'Show Callers and Callees S',
        'Copy Name',
        'Copy Stack C',
      ],
    );
    await panel.page.getByRole('menuitem', { name: 'Focus on This Function' }).click();
    assert.deepEqual(await asked(), [{ thread: -1, hidden: ['idle'], focus: 3 }]);
    assert.deepEqual(await chips(), ['Focus: draw']);
    await panel.page.getByRole('application').focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('h');
    assert.deepEqual(await chips(), ['Focus: draw'], 'asked for, not shown');
    const [filter] = await asked();
    assert.deepEqual(filter?.hide?.length, 1);
    assert.equal((await chips()).length, 2);
  });

  it('copies names and stacks', async () => {
    const lex = await panel.chartPoint(150, 2);
    await panel.page.mouse.click(lex.x, lex.y);
    await panel.posted();
    await panel.page.keyboard.press('c');
    await panel.page.getByRole('button', { name: 'More' }).click();
    await panel.page.getByRole('menuitem', { name: 'Copy Name' }).click();
    const copied = (await panel.posted()).flatMap((message) => (message.type === 'copy' ? [message.text] : []));
    assert.equal(copied.length, 2);
    assert.match(copied[0] ?? '', /^at lex .*\nat parse .*\nat main/);
    assert.equal(copied[1], 'lex');
  });

  it('says so when the answer takes its time', async () => {
    await panel.page.getByRole('button', { name: 'My Code' }).click();
    await panel.page.getByRole('progressbar').waitFor();
    await asked();
    assert.equal(await panel.page.getByRole('progressbar').count(), 0);
  });
});
