import assert from 'node:assert/strict';
import { openPanel, type PanelPage } from './panelPage.ts';
import { deepProfile, hostileNames, profileOf, sessionOf, smallProfile } from './sessions.ts';

describe('Flame graph', () => {
  let panel: PanelPage;

  // A canvas of 1000 px for 1000 µs: each is one pixel.
  beforeEach(async () => {
    panel = await openPanel();
    await panel.send({ type: 'session', session: sessionOf(smallProfile()) });
  });

  afterEach(() => panel.close());

  async function click(x: number, depth: number): Promise<void> {
    const point = await panel.chartPoint(x, depth);
    await panel.page.mouse.click(point.x, point.y);
  }

  async function doubleClick(x: number, depth: number): Promise<void> {
    const point = await panel.chartPoint(x, depth);
    await panel.page.mouse.dblclick(point.x, point.y);
  }

  it('says everything about the box that is clicked', async () => {
    await click(150, 2);
    assert.equal(
      await panel.details(),
      'lex\nsrc/app.ts:30\nTotal 300 µs (40 %) · Self 300 µs (40 %)\nOpen Source\nCopy Stack\nMore\nmain\nparse\nlex',
    );
    assert.equal(await panel.announced(), 'lex, src/app.ts:30, total 300 µs (40 %), self 300 µs (40 %)');
  });

  it('shows exact numbers under the pointer, and none beside the boxes', async () => {
    const point = await panel.chartPoint(450, 1);
    await panel.page.mouse.move(point.x, point.y);
    assert.equal(await panel.tooltip(), 'draw\nsrc/app.ts:40\nTotal\n200 µs (27 %)\nSelf\n0 ms (0 %)');
    const beside = await panel.chartPoint(650, 1);
    await panel.page.mouse.move(beside.x, beside.y);
    assert.equal(await panel.page.getByRole('tooltip').isVisible(), false);
  });

  it('gives idle time no share', async () => {
    await click(800, 0);
    assert.match(await panel.details(), /^\(idle\)\nTotal 250 µs · Self 250 µs\n/);
  });

  it('zooms to the box that is double-clicked, and out by its callers or Escape', async () => {
    await doubleClick(500, 1);
    const callers = panel.page.getByRole('navigation', { name: 'Zoomed to' });
    assert.deepEqual(await callers.getByRole('button').allInnerTexts(), ['All', 'main', 'draw']);
    await click(990, 2);
    assert.match(await panel.details(), /^lex\n.*\nTotal 200 µs/);
    await callers.getByRole('button', { name: 'main' }).click();
    await click(990, 1);
    assert.match(await panel.details(), /^lex\n/, 'nothing lies there, so the selection stays');
    await click(800, 1);
    assert.match(await panel.details(), /^draw\n/);
    await panel.page.keyboard.press('Escape');
    assert.equal(await callers.isVisible(), false);
    await click(300, 1);
    assert.match(await panel.details(), /^parse\n/);
  });

  it('is walked by the arrow keys and zoomed by Enter', async () => {
    await panel.page.getByRole('application').focus();
    const visited: string[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      await panel.page.keyboard.press(key);
      visited.push((await panel.announced()).split(',')[0] ?? '');
    }
    assert.deepEqual(visited, ['main', 'parse', 'lex', 'parse', 'draw', 'draw', 'parse']);
    await panel.page.keyboard.press('Enter');
    assert.equal(await panel.page.locator('[aria-current]').innerText(), 'parse');
    await panel.page.getByRole('button', { name: 'Reset Zoom' }).click();
    assert.equal(await panel.page.locator('[aria-current]').count(), 0);
  });

  it('leads to the source by button, Ctrl+click and Ctrl+Enter, where there is one', async () => {
    await click(150, 2);
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Open Source' }).click();
    const point = await panel.chartPoint(500, 1);
    await panel.page.keyboard.down('Control');
    await panel.page.mouse.click(point.x, point.y);
    await panel.page.keyboard.up('Control');
    await panel.page.keyboard.press('Control+Enter');
    const lex = 2;
    const draw = 3;
    assert.deepEqual(
      await panel.posted(),
      [lex, draw, draw].map((fn) => ({ type: 'openSource', function: fn })),
    );
    await click(800, 0);
    assert.equal(await panel.page.getByRole('button', { name: 'Open Source' }).isDisabled(), true);
  });

  it('shows the source of what a click selects', async () => {
    await click(150, 2);
    const lex = 2;
    assert.deepEqual(await panel.revealed(), [lex]);
  });

  it('copies the stack, innermost call first', async () => {
    await click(150, 2);
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Copy Stack' }).click();
    const text = 'at lex (src/app.ts:30)\nat parse (src/app.ts:20)\nat main (src/app.ts:10)';
    assert.deepEqual(await panel.posted(), [{ type: 'copy', text }]);
  });

  it('zooms around the pointer with Ctrl and the wheel, and pans by dragging', async () => {
    const point = await panel.chartPoint(400, 1);
    await panel.page.mouse.move(point.x, point.y);
    await panel.page.keyboard.down('Control');
    for (let notch = 0; notch < 12; notch++) await panel.page.mouse.wheel(0, -100);
    await panel.page.keyboard.up('Control');
    // The border between parse and draw has stayed where it was.
    await click(390, 1);
    assert.match(await panel.details(), /^parse\n/);
    await click(410, 1);
    assert.match(await panel.details(), /^draw\n/);
    await click(20, 1);
    assert.match(await panel.details(), /^parse\n/, 'parse is wider than the view now');
    await panel.page.mouse.move(point.x, point.y);
    await panel.page.mouse.down();
    await panel.page.mouse.move(point.x - 200, point.y, { steps: 4 });
    await panel.page.mouse.up();
    await click(210, 1);
    assert.match(await panel.details(), /^draw\n/);
    await click(190, 1);
    assert.match(await panel.details(), /^parse\n/);
  });

  it('turns over, so that callers stand below', async () => {
    await panel.page.getByRole('button', { name: 'Root at the Bottom' }).click();
    const canvas = await panel.page.locator('canvas:visible').boundingBox();
    assert.ok(canvas);
    await panel.page.mouse.click(canvas.x + 300, canvas.y + canvas.height - 10);
    assert.match(await panel.details(), /^main\n/);
    await panel.page.keyboard.press('ArrowUp');
    assert.match(await panel.details(), /^parse\n/);
  });

  it('follows the theme while it is open', async () => {
    assert.deepEqual(await panel.pixelAt(650, 1), [0x1f, 0x1f, 0x1f]);
    await panel.setTheme('lightModern');
    assert.deepEqual(await panel.pixelAt(650, 1), [255, 255, 255]);
    await panel.setTheme('darkHighContrast');
    assert.deepEqual(await panel.pixelAt(650, 1), [0, 0, 0]);
  });

  it('draws, walks and copies a stack of 100,000 calls', async () => {
    const session = sessionOf(deepProfile(100_000));
    const started = Date.now();
    await panel.send({ type: 'session', session });
    await click(300, 2);
    assert.match(await panel.details(), /^recurse\nsrc\/deep\.ts:3\nTotal 90 \(90 %\)/);
    await panel.page.mouse.wheel(0, 5e6);
    await panel.page.waitForTimeout(100);
    const canvas = await panel.page.locator('canvas:visible').boundingBox();
    assert.ok(canvas);
    await panel.page.mouse.dblclick(canvas.x + 300, canvas.y + canvas.height - 10);
    assert.match(await panel.details(), /^leaf\n/);
    assert.match(await panel.details(), /… 99,988 more callers/);
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Copy Stack' }).click();
    const [copied] = await panel.posted();
    assert.ok(copied?.type === 'copy');
    assert.equal(copied.text.split('\n').length, 100_001);
    // On a slow machine; a pass that is quadratic in the depth takes minutes.
    assert.ok(Date.now() - started < 20_000);
  });

  it('shows names that look like code as text', async () => {
    const session = sessionOf(profileOf(...hostileNames.map((name) => `${name.replaceAll(';', '')} 100`)));
    await panel.send({ type: 'session', session });
    for (const [place, name] of hostileNames.entries()) {
      const point = await panel.chartPoint(200 * place + 100, 0);
      await panel.page.mouse.move(point.x, point.y);
      assert.equal(await panel.page.locator('.tooltip-name').textContent(), name);
      await panel.page.mouse.click(point.x, point.y);
      assert.equal(await panel.page.locator('.details-name').textContent(), name);
    }
    assert.equal(await panel.page.title(), 'Heatline');
    assert.equal(await panel.page.locator('img').count(), 0);
  });
});
