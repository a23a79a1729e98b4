import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { openPanel, type PanelPage } from './panelPage.ts';
import { contentOf, profileOf, sessionOf } from './sessions.ts';
import { themes, type ThemeName } from './themes.ts';

const before = profileOf('main;parse 500', 'main;draw 300', 'main;old 200');
/** Twice as long: `parse` shrank in share, `lex` is new, `old` is gone, `draw` has the share that it had. */
const after = profileOf('main;parse 400', 'main;draw 600', 'main;lex 1000');

describe('Diff', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
    await panel.send({ type: 'session', session: sessionOf(after, { comparison: '<before>.mjs' }) });
    await panel.page.getByRole('tab', { name: 'Diff' }).click();
    await answer();
  });

  afterEach(() => panel.close());

  async function answer(): Promise<void> {
    const wanted = (await panel.posted()).filter((message) => message.type === 'want').at(-1)?.content;
    assert.equal(wanted?.kind, 'diff');
    await panel.send({ type: 'content', revision: 1, content: contentOf(after, wanted, undefined, before) });
  }

  const rows = async (): Promise<string[]> => {
    const texts = await panel.page.locator('.diff-functions tbody tr:not([aria-hidden])').allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  };

  it('lists what grew and shrank, the largest change first, and what is gone', async () => {
    const [first, second, third, ...rest] = await rows();
    assert.match(first ?? '', /^0 % 50 % \+50 % . lex src\/app\.ts:\d+$/);
    assert.match(second ?? '', /^50 % 20 % −30 % . parse /);
    assert.match(third ?? '', /^20 % 0 % −20 % . old \(gone\) /);
    assert.deepEqual(rest, []);
    assert.match(await panel.page.locator('.diff-legend').innerText(), /▼ shrank.*▲ grew vs\.\s*<before>\.mjs/s);
  });

  it('compares weights and totals when asked to', async () => {
    await panel.page.getByRole('button', { name: 'Normalized' }).click();
    await answer();
    assert.match((await rows()).join('\n'), /^300 µs 600 µs \+300 µs . draw /m);
    await panel.page.getByRole('button', { name: 'Total' }).click();
    assert.match((await rows())[0] ?? '', /^1 ms 2 ms \+1 ms . main /);
  });

  it('says what a box was before, and leads to its source', async () => {
    await panel.page.locator('.diff-functions tr', { hasText: 'lex' }).click();
    assert.match(await panel.details(), /lex\n[^]*0 % → 50 % [▲·]/);
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Open Source' }).click();
    assert.deepEqual(
      (await panel.posted()).filter(({ type }) => type === 'openSource'),
      [{ type: 'openSource', function: 3 }],
    );
  });

  it('is gone with the comparison, and another can be asked for', async () => {
    await panel.send({ type: 'session', session: sessionOf(after, { revision: 2 }) });
    assert.equal(await panel.page.getByRole('tab', { name: 'Diff' }).count(), 0);
    assert.equal(await panel.page.getByRole('tab', { name: 'Flame' }).getAttribute('aria-selected'), 'true');
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Compare With…' }).click();
    assert.deepEqual(await panel.posted(), [{ type: 'compare' }]);
  });

  it('tells growth from shrinking by colour in every theme', async () => {
    const large = (parse: number, lex: number) =>
      profileOf(...Array.from({ length: 200 }, () => [`main;parse ${parse}`, `main;lex ${lex}`]).flat());
    const [earlier, later] = [large(8, 2), large(2, 8)];
    await panel.send({ type: 'session', session: sessionOf(later, { revision: 3, comparison: 'before.mjs' }) });
    const content = contentOf(later, { kind: 'diff', normalized: true }, undefined, earlier);
    await panel.send({ type: 'content', revision: 3, content });
    mkdirSync('out/screenshots', { recursive: true });
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await panel.setTheme(theme);
      const [grewRed = 0, , grewBlue = 0] = await panel.pixelAt(400, 1);
      const [shrankRed = 0, , shrankBlue = 0] = await panel.pixelAt(950, 1);
      assert.ok(grewRed > grewBlue && shrankBlue > shrankRed, theme);
      const [red, , blue] = await panel.pixelAt(700, 0);
      assert.equal(red, blue, theme);
      await panel.page.screenshot({ path: `out/screenshots/panel-diff-${theme}.png` });
    }
  });
});
