import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { readProfile } from '../../src/core/formats/formats.ts';
import type { Profile } from '../../src/core/model/profile.ts';
import { emptyTimeline } from '../../src/core/model/timeline.ts';
import { measured } from './measured.ts';
import { openPanel, type PanelPage } from './panelPage.ts';
import { contentOf, profileOf, sessionOf, smallProfile } from './sessions.ts';

describe('What was measured beside the stacks', () => {
  let panel: PanelPage;
  // A thousand µs on a thousand pixels; memory steps up in the middle.
  const profile = measured(profileOf('main;parse 250', 'main;draw 250', 'main;parse 250', 'main;draw 250'));
  const { time } = profile.samples;
  const half = (time.at(-1) ?? 0) / 2;

  beforeEach(async () => {
    panel = await openPanel();
  });

  afterEach(() => panel.close());

  async function show(shown: Profile, revision = 1): Promise<void> {
    await panel.send({ type: 'session', session: sessionOf(shown, { revision }) });
    await panel.page.getByRole('tab', { name: 'Timeline' }).click();
    await panel.send({ type: 'content', revision, content: contentOf(shown, { kind: 'timeline', thread: 0 }) });
  }

  const lanes = (): Promise<string[]> => panel.page.locator('.lane-title').allInnerTexts();
  const legend = (name: string) => panel.page.getByRole('button', { name: new RegExp(`^${name}`) });

  async function hover(x: number, lane = 'Memory'): Promise<string> {
    const box = await panel.page.locator(`[data-lane='${lane}']`).boundingBox();
    assert.ok(box);
    await panel.page.mouse.move(box.x + x, box.y + box.height / 2);
    return panel.tooltip();
  }

  /** How many pixels of a lane have a colour, in its left and in its right half, and how high they lie on average, px. */
  function inked(lane: string, color: string): Promise<{ left: number; right: number; rise: number }> {
    return panel.page.evaluate(`(() => {
      const canvas = document.querySelector('[data-lane="${lane}"] canvas');
      const probe = document.createElement('canvas').getContext('2d');
      probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('${color}');
      probe.fillRect(0, 0, 1, 1);
      const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      const rows = [[], []];
      for (let i = 0; i < data.length; i += 4) {
        const near = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 20;
        if (near && data[i + 3] > 100) rows[(i / 4) % width < width / 2 ? 0 : 1].push(Math.floor(i / 4 / width));
      }
      const mean = (list) => list.reduce((sum, each) => sum + each, 0) / list.length;
      return { left: rows[0].length, right: rows[1].length, rise: mean(rows[0]) - mean(rows[1]) };
    })()`);
  }

  it('is drawn in lanes, each with what its top stands for', async () => {
    await show(profile);
    assert.deepEqual(await lanes(), ['Memory', 'GC pauses', 'Event loop', 'CPU', 'Page faults']);
    assert.deepEqual((await panel.page.locator('.lane-scale').allInnerTexts())[0], '180 MB');
    const memory = await inked('Memory', '--heatline-lane-blue');
    assert.ok(memory.left > 400 && memory.right > 400, JSON.stringify(memory));
    assert.ok(memory.rise > 15, `the line steps up: ${JSON.stringify(memory)}`);
    assert.ok((await inked('GC pauses', '--heatline-lane-red')).right > 10);
    assert.ok((await inked('CPU', '--heatline-lane-green')).left > 400);
  });

  it('is told at the pointer, and marked where something happened', async () => {
    await show(profile);
    assert.match(await hover(200), /RSS\n80 MB\n[^]*External\n2 MB/);
    assert.match(await hover(800), /^\d+ µs\n[^]*RSS\n180 MB\n[^]*External\n102 MB/);
    await panel.page.mouse.move(500, 5);
    assert.equal(await panel.page.getByRole('tooltip').isVisible(), false);
    assert.deepEqual(await panel.page.locator('.flag-label').allInnerTexts(), ['warm', 'after.heapsnapshot']);
  });

  it('is told to those who use keys and screen readers', async () => {
    await show(profile);
    const cursor = panel.page.getByRole('slider', { name: 'Measured at' });
    await cursor.focus();
    await panel.page.keyboard.press('Home');
    assert.match((await cursor.getAttribute('aria-valuetext')) ?? '', /^0 ms, RSS 80 MB, Heap used 20 MB/);
    await panel.page.keyboard.press('End');
    assert.match((await cursor.getAttribute('aria-valuetext')) ?? '', /^1 ms, RSS 180 MB/);
    assert.match(await panel.tooltip(), /RSS\n180 MB/);
    await panel.page.keyboard.press('Escape');
    assert.equal(await panel.page.getByRole('tooltip').isVisible(), false);
  });

  it('is what a range is chosen on, which every view is of', async () => {
    await show(profile);
    await panel.posted();
    const box = await panel.page.locator("[data-lane='CPU']").boundingBox();
    assert.ok(box);
    await panel.page.mouse.move(box.x + 500, box.y + 5);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + 700, box.y + 5, { steps: 3 });
    await panel.page.mouse.up();
    const [asked] = await panel.posted();
    assert.ok(asked?.type === 'filter' && asked.filter.range !== undefined);
    assert.ok(Math.abs(asked.filter.range.from - 500) < 5 && Math.abs(asked.filter.range.to - 700) < 5);
  });

  it('is left out by the legend, also after a reload', async () => {
    await show(profile);
    await legend('RSS').click();
    assert.equal(await legend('RSS').getAttribute('aria-pressed'), 'false');
    assert.doesNotMatch(await hover(800), /RSS/);
    assert.equal((await inked('Memory', '--heatline-lane-blue')).left, 0);
    await legend('CPU').click();
    await legend('Scavenge').click();
    await legend('Mark-compact').click();
    assert.deepEqual(await lanes(), ['Memory', 'Event loop', 'Page faults']);
    await panel.page.waitForTimeout(200);
    await panel.reload();
    await show(profile);
    assert.deepEqual(await lanes(), ['Memory', 'Event loop', 'Page faults']);
    await legend('CPU').click();
    assert.deepEqual(await lanes(), ['Memory', 'Event loop', 'CPU', 'Page faults']);
  });

  it('grows while the program runs', async () => {
    await show({ ...profile, timeline: cutAt(profile, half) });
    const rows = async (): Promise<number> => Number(await panel.page.locator('.lanes').getAttribute('data-rows'));
    const before = await rows();
    await show(profile, 2);
    assert.ok(before > 100 && (await rows()) > before + 100, `${before}, then ${await rows()}`);
  });

  it('can be marked while the program runs', async () => {
    await panel.send({ type: 'session', session: sessionOf(profile, { live: true }) });
    await panel.page.getByRole('tab', { name: 'Timeline' }).click();
    await panel.send({ type: 'content', revision: 1, content: contentOf(profile, { kind: 'timeline', thread: 0 }) });
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Mark Now' }).click();
    assert.deepEqual(await panel.posted(), [{ type: 'mark' }]);
    await show(profile, 2);
    assert.equal(await panel.page.getByRole('button', { name: 'Mark Now' }).count(), 0);
  });

  it('is all that there is of a profile whose samples have no times', async () => {
    const { samples, ...rest } = profile;
    const none = { node: new Uint32Array(), time: new Float64Array(), weight: new Float64Array() };
    await show({ ...rest, unit: 'bytes', samples: samples.node.length > 0 ? none : samples });
    assert.deepEqual(await lanes(), ['Memory', 'GC pauses', 'Event loop', 'CPU', 'Page faults']);
    assert.match(await hover(800), /RSS\n180 MB/);
    assert.equal(await panel.page.getByRole('slider', { name: 'End of the range' }).count(), 0);
    assert.equal(await panel.page.getByRole('application').count(), 0);
  });

  it('is the heap of a native program as Massif saw it, which may count what is no time', async () => {
    const bytes = readFileSync('test/fixtures/valgrind/3.19/massif.out.short');
    const massif = readProfile({ name: 'massif.out.7', size: bytes.length, read: (a, b) => bytes.subarray(a, b) });
    await show(massif);
    assert.deepEqual(await lanes(), ['Memory']);
    assert.equal(await panel.page.locator('.lane-scale').innerText(), '98.4 kB');
    assert.deepEqual(await panel.page.locator('.flag-label').allInnerTexts(), ['peak']);
    const memory = await inked('Memory', '--heatline-lane-green');
    assert.ok(memory.left > 400 && memory.right > 400, JSON.stringify(memory));
    assert.match(await hover(500), /^\d+ kB allocated and freed\nHeap used\n9\d[.\d]* kB\nHeap total\n9\d[.\d]* kB$/);
    mkdirSync('out/screenshots', { recursive: true });
    await panel.page.screenshot({ path: 'out/screenshots/panel-massif.png' });
  });

  it('is not there where nothing was measured', async () => {
    await show(smallProfile());
    assert.deepEqual(await lanes(), []);
    assert.equal(await panel.page.getByRole('group', { name: 'Shown lanes' }).count(), 0);
    assert.equal(await panel.page.getByRole('slider', { name: 'Measured at' }).count(), 0);
  });
});

/** What had been measured by then. */
function cutAt({ timeline }: Profile, end: number): Profile['timeline'] {
  const tracks = timeline.tracks.map(({ time, values, ...track }) => {
    const rows = time.filter((each) => each < end).length;
    const cut = Object.entries(values).map(([metric, column]) => [metric, column.slice(0, rows)] as const);
    return { ...track, time: time.slice(0, rows), values: Object.fromEntries(cut) };
  });
  return { ...emptyTimeline, tracks };
}
