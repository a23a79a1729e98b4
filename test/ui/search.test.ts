import assert from 'node:assert/strict';
import { openPanel, type PanelPage } from './panelPage.ts';
import { sessionOf, smallProfile } from './sessions.ts';

describe('Search', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
    await panel.send({ type: 'session', session: sessionOf(smallProfile()) });
  });

  afterEach(() => panel.close());

  const status = (): Promise<string> => panel.page.locator('.search-status').innerText();

  it('says how much has a match in its stack, and counts no stack twice', async () => {
    await panel.page.keyboard.press('Control+f');
    await panel.page.keyboard.type('LEX');
    assert.equal(await status(), '2 matches · 67 %');
    await panel.page.getByRole('button', { name: 'Use Regular Expression' }).click();
    await panel.page.getByRole('textbox').fill('^(lex|parse)$');
    // lex within parse is a part of parse.
    assert.equal(await status(), '2 matches · 80 %');
    await panel.page.getByRole('textbox').fill('nothing of this name');
    assert.equal(await status(), 'No matches');
  });

  it('leaves what does not match pale', async () => {
    const before = await panel.pixelAt(200, 1);
    await panel.page.getByRole('textbox').fill('draw');
    assert.notDeepEqual(await panel.pixelAt(200, 1), before);
    const draw = await panel.pixelAt(580, 1);
    await panel.page.getByRole('textbox').fill('');
    assert.deepEqual(await panel.pixelAt(580, 1), draw);
    assert.deepEqual(await panel.pixelAt(200, 1), before);
  });

  it('says what is wrong with a pattern, and goes on', async () => {
    await panel.page.getByRole('button', { name: 'Use Regular Expression' }).click();
    await panel.page.getByRole('textbox').fill('lex(');
    assert.match(await panel.page.getByRole('alert').innerText(), /Unterminated group/);
    assert.equal(await panel.page.getByRole('textbox').getAttribute('aria-invalid'), 'true');
    assert.equal(await status(), '');
    await panel.page.getByRole('textbox').fill('lex()');
    assert.equal(await panel.page.getByRole('alert').count(), 0);
    assert.equal(await status(), '2 matches · 67 %');
  });

  it('goes through the matches, the heaviest first, and back', async () => {
    await panel.page.getByRole('textbox').fill('lex');
    const visited: string[] = [];
    for (const key of ['Enter', 'Enter', 'Enter', 'Shift+Enter']) {
      await panel.page.keyboard.press(key);
      visited.push(`${await status()}: ${/Total \S+ \S+/.exec(await panel.details())?.[0] ?? ''}`);
    }
    assert.deepEqual(visited, [
      '1 of 2 · 67 %: Total 300 µs',
      '2 of 2 · 67 %: Total 200 µs',
      '1 of 2 · 67 %: Total 300 µs',
      '2 of 2 · 67 %: Total 200 µs',
    ]);
    await panel.page.keyboard.press('Escape');
    assert.equal(await panel.page.getByRole('textbox').inputValue(), '');
    assert.equal(await status(), '');
  });

  it('marks names in the tree, says where matches are hidden, and opens the way to them', async () => {
    await panel.page.getByRole('tab', { name: 'Call Tree' }).click();
    await panel.page.getByRole('textbox').fill('lex');
    const draw = panel.page.getByRole('row', { name: /draw/ });
    assert.equal(await draw.locator('.match-inside').count(), 1);
    await panel.page.keyboard.press('Enter');
    await panel.page.keyboard.press('Enter');
    assert.equal(await draw.getAttribute('aria-expanded'), 'true');
    assert.equal(await draw.locator('.match-inside').count(), 0);
    assert.equal(await panel.page.locator('.match .function-name').first().innerText(), 'lex');
  });

  it('leaves the matching functions in the table', async () => {
    await panel.page.getByRole('tab', { name: 'Functions' }).click();
    await panel.page.getByRole('textbox').fill('app.ts');
    assert.deepEqual(await panel.page.locator('tbody .function-name').allInnerTexts(), [
      'lex',
      'main',
      'parse',
      'draw',
    ]);
  });
});
