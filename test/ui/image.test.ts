import assert from 'node:assert/strict';
import type { ToExtension } from '../../src/protocol.ts';
import { openPanel, type PanelPage } from './panelPage.ts';
import { contentOf, hostileNames, profileOf, sessionOf, smallProfile } from './sessions.ts';

type Image = Extract<ToExtension, { type: 'saveImage' }>;

interface ParsedSvg {
  readonly names: readonly string[];
  readonly fills: readonly string[];
  readonly elements: readonly string[];
}

/** What `webviewHost.mjs` puts there. */
interface InPage {
  parseSvg(text: string): ParsedSvg;
}

describe('Images', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
    await panel.send({ type: 'session', session: sessionOf(smallProfile()) });
  });

  afterEach(() => panel.close());

  async function save(title: string): Promise<Buffer> {
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Export' }).click();
    await panel.page.getByRole('menuitem', { name: title }).click();
    // A PNG is made in the background.
    let image: Image | undefined;
    while (image === undefined) {
      image = (await panel.posted()).find((message): message is Image => message.type === 'saveImage');
    }
    return Buffer.from(image.bytes);
  }

  const parse = (svg: string): Promise<ParsedSvg> =>
    panel.page.evaluate((text) => (globalThis as unknown as InPage).parseSvg(text), svg);

  it('has the chart as SVG, in the colours of the screen', async () => {
    const { names, fills, elements } = await parse((await save('Image (SVG)')).toString());
    for (const name of ['main', 'parse', 'lex', 'draw']) assert.ok(names.includes(name), name);
    assert.deepEqual(elements, ['rect', 'svg', 'text']);
    const pixel = await panel.pixelAt(200, 0);
    const color = `#${pixel.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    assert.ok(fills.includes(color), color);
  });

  it('takes names for text', async () => {
    const names = [...hostileNames, 'nul\u0000 lone \ud800'];
    const profile = profileOf(...names.map((name) => `${name.replaceAll(';', ',')} 100`));
    await panel.send({ type: 'session', session: sessionOf(profile) });
    const image = (await save('Image (SVG)')).toString();
    const parsed = await parse(image);
    assert.deepEqual(parsed.elements, ['rect', 'svg', 'text']);
    assert.ok(parsed.names.some((name) => name.startsWith('<img src=x')));
    assert.doesNotMatch(image, /<script|<img/);
  });

  it('has the chart as PNG at twice its size', async () => {
    const canvas = await panel.page.locator('.chart-canvas:visible').boundingBox();
    const image = await save('Image (PNG)');
    assert.equal(image.toString('latin1', 1, 4), 'PNG');
    assert.equal(image.readUInt32BE(16), (canvas?.width ?? 0) * 2);
    assert.equal(image.readUInt32BE(20), (canvas?.height ?? 0) * 2);
  });

  it('has both halves of the sandwich, and the times of the timeline', async () => {
    await panel.send({ type: 'select', function: 1 });
    await panel.page.getByRole('tab', { name: 'Sandwich' }).click();
    const sandwich = contentOf(smallProfile(), { kind: 'sandwich', function: 1 });
    await panel.send({ type: 'content', revision: 1, content: sandwich });
    const both = await parse((await save('Image (SVG)')).toString());
    for (const name of ['main', 'parse', 'lex']) assert.ok(both.names.includes(name), name);
    await panel.page.getByRole('tab', { name: 'Timeline' }).click();
    const timeline = contentOf(smallProfile(), { kind: 'timeline', thread: 0 });
    await panel.send({ type: 'content', revision: 1, content: timeline });
    const timed = await parse((await save('Image (SVG)')).toString());
    assert.ok(timed.names.includes('200 µs'), timed.names.join());
  });
});
