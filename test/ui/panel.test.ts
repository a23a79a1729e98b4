import assert from 'node:assert/strict';
import { openPanel, type PanelPage } from './panelPage.ts';
import { contentOf, profileOf, sessionOf, smallProfile } from './sessions.ts';

describe('Panel', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
  });

  afterEach(() => panel.close());

  const open = (changes: Parameters<typeof sessionOf>[1] = {}): Promise<void> =>
    panel.send({ type: 'session', session: sessionOf(smallProfile(), changes) });
  const tab = (name: string) => panel.page.getByRole('tab', { name });

  it('asks for its content when it is ready', async () => {
    assert.deepEqual(await panel.posted(), [{ type: 'ready' }]);
  });

  it('offers to profile a file while there is nothing to show', async () => {
    await panel.send({ type: 'empty' });
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Profile This File' }).click();
    assert.deepEqual(await panel.posted(), [{ type: 'profileThisFile' }]);
  });

  it('says what is going on and what went wrong', async () => {
    await panel.send({ type: 'progress', message: 'Reading big.cpuprofile…' });
    assert.equal(await panel.page.getByRole('status').innerText(), 'Reading big.cpuprofile…');
    await panel.send({ type: 'failed', message: 'big.cpuprofile is cut off.', hint: 'Record it again.' });
    assert.equal(await panel.page.getByRole('alert').innerText(), 'big.cpuprofile is cut off.\n\nRecord it again.');
    await open();
    assert.equal(await panel.page.getByRole('heading').innerText(), 'server.mjs');
  });

  it('shows a session that had to give way as it was', async () => {
    await open();
    const point = await panel.chartPoint(300, 1);
    await panel.page.mouse.dblclick(point.x, point.y);
    await panel.send({ type: 'progress', message: 'Reading…' });
    assert.equal(await panel.page.getByRole('application').count(), 0);
    await open();
    assert.equal(await panel.page.locator('[aria-current]').innerText(), 'parse');
  });

  it('leaves a view as it was for one who comes back to it', async () => {
    await open();
    const point = await panel.chartPoint(300, 1);
    await panel.page.mouse.click(point.x, point.y);
    const draw = await panel.chartPoint(500, 1);
    await panel.page.mouse.dblclick(draw.x, draw.y);
    await tab('Functions').click();
    await tab('Flame').click();
    assert.equal(await panel.page.locator('[aria-current]').innerText(), 'draw');
    await tab('Functions').click();
    await panel.page.getByRole('row', { name: /parse/ }).click();
    await tab('Flame').click();
    assert.equal(await panel.page.locator('[aria-current]').innerText(), 'main', 'parse is not within draw');
    assert.match(await panel.details(), /^parse\n/);
  });

  it('has tabs that arrow keys move through', async () => {
    await open();
    await tab('Flame').focus();
    await panel.page.keyboard.press('ArrowLeft');
    assert.equal(await tab('Findings').getAttribute('aria-selected'), 'true');
    await panel.page.keyboard.press('ArrowLeft');
    assert.equal(await tab('Functions').getAttribute('aria-selected'), 'true');
    assert.ok(await panel.page.getByRole('grid').isVisible());
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('ArrowRight');
    assert.equal(await tab('Timeline').getAttribute('aria-selected'), 'true');
    assert.equal(await panel.page.getByRole('tabpanel').count(), 1);
  });

  it('asks for the timeline when its tab is first opened', async () => {
    await open();
    await panel.posted();
    await tab('Timeline').click();
    assert.deepEqual(await panel.posted(), [{ type: 'want', content: { kind: 'timeline', thread: 0 } }]);
    assert.match(await panel.page.locator('.caption').innerText(), /in order of time/);
    await panel.send({
      type: 'content',
      revision: 1,
      content: contentOf(smallProfile(), { kind: 'timeline', thread: 0 }),
    });
    assert.equal(await panel.page.locator('.caption').isVisible(), false);
    // 20 px of time axis stand above the boxes; the second `lex` ran from 400 to 600 µs.
    const point = await panel.chartPoint(500, 3);
    await panel.page.mouse.click(point.x, point.y);
    assert.match(await panel.details(), /^lex\n.*\nTotal 200 µs[^]*main\ndraw\nlex$/);
    await tab('Flame').click();
    assert.match(await panel.details(), /^lex\n/);
    await panel.posted();
    await tab('Timeline').click();
    assert.deepEqual(await panel.posted(), [{ type: 'want', content: { kind: 'timeline', thread: 0 } }]);
    assert.equal(await panel.page.locator('.chart-canvas:visible').count(), 1, 'it is still there');
  });

  it('has no timeline where samples have no times', async () => {
    await open({ timed: false });
    assert.equal(await tab('Timeline').isVisible(), false);
  });

  it('filters by category with its legend', async () => {
    await open();
    const gc = panel.page.getByRole('button', { name: /^GC/ });
    assert.equal(await gc.getAttribute('aria-pressed'), 'true');
    assert.equal((await gc.innerText()).replaceAll(/\s+/g, ' '), 'GC 6.7 %');
    await panel.posted();
    await gc.click();
    await panel.page.getByRole('button', { name: /^Idle/ }).click();
    assert.deepEqual(await panel.posted(), [
      { type: 'filter', filter: { thread: -1, hidden: ['gc'] } },
      { type: 'filter', filter: { thread: -1, hidden: ['gc', 'idle'] } },
    ]);
    await open({ filter: { thread: -1, hidden: ['gc', 'idle'] } });
    assert.equal(await gc.getAttribute('aria-pressed'), 'false');
    await gc.click();
    assert.deepEqual(await panel.posted(), [{ type: 'filter', filter: { thread: -1, hidden: ['idle'] } }]);
  });

  it('has a picker where there are several threads', async () => {
    await open();
    const picker = panel.page.getByRole('combobox', { name: 'Thread or process' });
    assert.equal(await picker.count(), 0);
    await open({ threads: ['server.mjs', 'worker.mjs', ''] });
    assert.deepEqual(await picker.getByRole('option').allInnerTexts(), [
      'All 3 threads',
      'server.mjs',
      'worker.mjs',
      'Thread 3',
    ]);
    await panel.posted();
    await picker.selectOption('worker.mjs');
    assert.deepEqual(await panel.posted(), [{ type: 'filter', filter: { thread: 1, hidden: [] } }]);
  });

  it('shows what is to be doubted', async () => {
    await open();
    assert.equal(await panel.page.getByRole('note').count(), 0);
    await open({
      notes: [
        { kind: 'few-samples', message: 'Only 12 samples.' },
        { kind: 'bad-data', message: 'A part was left out.' },
      ],
    });
    const notes = panel.page.getByRole('note');
    assert.deepEqual(await notes.getByRole('listitem').allInnerTexts(), ['Only 12 samples.']);
    await notes.getByRole('button', { name: '1 More' }).click();
    assert.deepEqual(await notes.getByRole('listitem').allInnerTexts(), ['Only 12 samples.', 'A part was left out.']);
  });

  it('exports by a menu that keys work', async () => {
    await open();
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Export' }).focus();
    await panel.page.keyboard.press('Enter');
    for (let item = 0; item < 3; item++) await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.posted(), [{ type: 'export', format: 'collapsed' }]);
    assert.equal(await panel.page.getByRole('menu').count(), 0);
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('Escape');
    assert.equal(await panel.page.getByRole('menu').count(), 0);
    assert.equal(await panel.page.evaluate('document.activeElement.getAttribute("aria-label")'), 'Export');
  });

  it('follows the cursor of the editor', async () => {
    await open();
    await panel.send({ type: 'select', function: 3 });
    assert.match(await panel.details(), /^draw\n/);
    await panel.send({ type: 'select', function: 12_345 });
    assert.match(await panel.details(), /^draw\n/, 'a function of another session is none of ours');
    await open({ id: 'other', selected: 1 });
    assert.match(await panel.details(), /^parse\n/);
  });

  it('comes back from a reload as it was', async () => {
    await open();
    const point = await panel.chartPoint(300, 1);
    await panel.page.mouse.dblclick(point.x, point.y);
    await panel.page.getByRole('textbox').fill('lex');
    await panel.page.waitForTimeout(200);
    await panel.reload();
    await open();
    assert.equal(await panel.page.locator('[aria-current]').innerText(), 'parse');
    assert.equal(await panel.page.getByRole('textbox').inputValue(), 'lex');
    assert.equal(await panel.page.locator('.search-status').innerText(), '2 matches · 67 %');
    assert.match(await panel.details(), /^parse\n/);
    await tab('Functions').click();
    await panel.page.getByRole('columnheader', { name: 'File' }).getByRole('button').click();
    await panel.page.waitForTimeout(200);
    await panel.reload();
    await open();
    assert.equal(await panel.page.getByRole('columnheader', { name: 'File' }).getAttribute('aria-sort'), 'ascending');
  });

  it('takes another session without the zoom and the selection of the one before', async () => {
    await open();
    const point = await panel.chartPoint(300, 1);
    await panel.page.mouse.dblclick(point.x, point.y);
    await panel.send({ type: 'session', session: sessionOf(profileOf('other 5'), { id: 'other' }) });
    assert.equal(await panel.page.locator('[aria-current]').count(), 0);
    assert.match(await panel.details(), /^Select a box/);
  });

  it('keeps the selected function when a filter takes boxes away', async () => {
    await open();
    await panel.send({ type: 'select', function: 2 });
    await open({ filter: { thread: -1, hidden: ['gc'] } });
    assert.match(await panel.details(), /^lex\n/);
  });

  it('shows a profile without any weight', async () => {
    await panel.send({ type: 'session', session: sessionOf(profileOf()) });
    for (const name of ['Call Tree', 'Functions', 'Flame']) await tab(name).click();
    await panel.page.getByRole('application').focus();
    for (const key of ['ArrowDown', 'Enter', '+', 'Escape']) await panel.page.keyboard.press(key);
    assert.match(await panel.details(), /^Select a box/);
  });
});
