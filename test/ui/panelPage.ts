import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { panelHtml } from '../../src/core/text/panelHtml.ts';
import type { ToExtension, ToPage } from '../../src/protocol.ts';
import { sharedBrowser } from './browser.ts';
import { themes, type ThemeName } from './themes.ts';

const origin = 'https://panel.test';

const files: Readonly<Record<string, string>> = {
  '/panel.js': 'text/javascript',
  '/panel.css': 'text/css',
};

/** What `webviewHost.mjs` puts there. */
interface InPage {
  sendMessage(message: ToPage): Promise<void>;
  takePosted(): ToExtension[];
  applyTheme(theme: (typeof themes)[ThemeName]): void;
  pixelAt(point: Point): Promise<number[]>;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The built panel as a webview has it: its document, its content security policy, a theme, and a recording host. */
export interface PanelPage {
  readonly page: Page;
  send(message: ToPage): Promise<void>;
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
  setTheme(theme: ThemeName): Promise<void>;
  reload(): Promise<void>;
  /** Fails on whatever the page has complained of: exceptions, console errors, violations of the policy. */
  close(): Promise<void>;
}

export async function openPanel(
  theme: ThemeName = 'darkModern',
  size = { width: 1000, height: 640 },
): Promise<PanelPage> {
  const browser = await sharedBrowser();
  const page = await browser.newPage({ viewport: size });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const type = files[path];
    if (type !== undefined) await route.fulfill({ contentType: type, body: readFileSync(`dist${path}`, 'utf8') });
    else if (path === '/') await route.fulfill({ contentType: 'text/html', body: documentText() });
    else await route.abort();
  });
  await page.addInitScript({ path: 'test/ui/webviewHost.mjs' });
  let current = theme;

  async function load(): Promise<void> {
    await page.goto(`${origin}/`);
    await applyTheme(current);
  }

  const applyTheme = (name: ThemeName): Promise<void> =>
    page.evaluate((wanted) => {
      (globalThis as unknown as InPage).applyTheme(wanted);
    }, themes[name]);

  await load();
  return {
    page,
    send: (message) => page.evaluate((data) => (globalThis as unknown as InPage).sendMessage(data), message),
    async posted() {
      const posted = await page.evaluate(() => (globalThis as unknown as InPage).takePosted());
      return posted.filter(({ type }) => type !== 'revealSource');
    },
    async revealed() {
      // The page's policy forbids the evaluation that Playwright's own waiting takes.
      for (;;) {
        const posted = await page.evaluate(() => (globalThis as unknown as InPage).takePosted());
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
    async setTheme(name) {
      current = name;
      await applyTheme(name);
    },
    reload: load,
    async close() {
      await page.close();
      assert.deepEqual(complaints, []);
    },
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

function documentText(): string {
  return panelHtml({
    nonce: 'dGVzdA',
    cspSource: origin,
    scriptUri: `${origin}/panel.js`,
    styleUri: `${origin}/panel.css`,
  });
}
