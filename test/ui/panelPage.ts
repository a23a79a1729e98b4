import assert from 'node:assert/strict';
import type { ToExtension, ToPage } from '../../src/protocol.ts';
import { openPage, type OpenPage } from './openPage.ts';
import type { ThemeName } from './themes.ts';

/** What `webviewHost.mjs` puts there. */
interface InPage {
  pixelAt(point: Point): Promise<number[]>;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The built panel, and what tests ask of it. */
export interface PanelPage extends Omit<OpenPage<ToPage, ToExtension>, 'taken'> {
  /** Everything that the page has posted since the last call, but what a resting selection posts some time later. */
  posted(): Promise<ToExtension[]>;
  /** The functions whose source a resting selection asked for; waits for the first. */
  revealed(): Promise<number[]>;
  /** The canvas' point in the middle of a row of boxes, for the mouse. */
  chartPoint(x: number, depth: number): Promise<Point>;
  /** Red, green and blue of a point on the canvas. */
  pixelAt(x: number, depth: number): Promise<number[]>;
  /** What is said of the selected function, line by line. */
  details(): Promise<string>;
  /** What a screen reader says of it. */
  announced(): Promise<string>;
  tooltip(): Promise<string>;
}

export async function openPanel(theme?: ThemeName, size?: { width: number; height: number }): Promise<PanelPage> {
  const { taken, ...opened } = await openPage<ToPage, ToExtension>('panel', theme, size);
  const { page } = opened;
  return {
    ...opened,
    async posted() {
      const posted = await taken();
      return posted.filter(({ type }) => type !== 'revealSource');
    },
    async revealed() {
      // The page's policy forbids the evaluation that Playwright's own waiting takes.
      for (;;) {
        const posted = await taken();
        const revealed = posted.flatMap((message) => (message.type === 'revealSource' ? [message.function] : []));
        if (revealed.length > 0) return revealed;
        await page.waitForTimeout(50);
      }
    },
    async chartPoint(x, depth) {
      const box = await page.locator('.chart-canvas:visible').first().boundingBox();
      assert.ok(box);
      return { x: box.x + x, y: box.y + rowMiddle(depth) };
    },
    pixelAt: (x, depth) =>
      page.evaluate((point) => (globalThis as unknown as InPage).pixelAt(point), { x, y: rowMiddle(depth) }),
    details: async () => plain(await page.getByRole('region', { name: 'Selected function' }).innerText()),
    announced: async () => (await page.locator('.announcement').textContent()) ?? '',
    tooltip: async () => plain(await page.getByRole('tooltip').innerText()),
  };
}

/** Of the flame graph, whose rows are 20 px high and begin at the canvas' edge. */
function rowMiddle(depth: number): number {
  return depth * 20 + 5;
}

function plain(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
