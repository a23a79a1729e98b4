import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { panelHtml } from '../../src/core/text/panelHtml.ts';
import { sharedBrowser } from './browser.ts';
import { themes, type ThemeName } from './themes.ts';

const origin = 'https://panel.test';

/** What `webviewHost.mjs` puts there. */
interface InPage {
  sendMessage(message: unknown): Promise<void>;
  takePosted(): unknown[];
  applyTheme(theme: (typeof themes)[ThemeName]): void;
}

/** A built page as a webview has it: its document, its content security policy, a theme, and a recording host. */
export interface OpenPage<ToPage, FromPage> {
  readonly page: Page;
  readonly send: (message: ToPage) => Promise<void>;
  /** Everything that the page has posted since the last call. */
  readonly taken: () => Promise<FromPage[]>;
  setTheme(theme: ThemeName): Promise<void>;
  reload(): Promise<void>;
  /** Fails on whatever the page has complained of: exceptions, console errors, violations of the policy. */
  close(): Promise<void>;
}

export async function openPage<ToPage, FromPage>(
  name: 'panel' | 'heap',
  theme: ThemeName = 'darkModern',
  size = { width: 1000, height: 640 },
): Promise<OpenPage<ToPage, FromPage>> {
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
  const files: Readonly<Record<string, string>> = {
    [`/${name}.js`]: 'text/javascript',
    [`/${name}.css`]: 'text/css',
  };
  const html = panelHtml({
    nonce: 'dGVzdA',
    cspSource: origin,
    scriptUri: `${origin}/${name}.js`,
    styleUri: `${origin}/${name}.css`,
  });
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const type = files[path];
    if (type !== undefined) await route.fulfill({ contentType: type, body: readFileSync(`dist${path}`, 'utf8') });
    else if (path === '/') await route.fulfill({ contentType: 'text/html', body: html });
    else await route.abort();
  });
  await page.addInitScript({ path: 'test/ui/webviewHost.mjs' });
  let current = theme;

  const applyTheme = (wanted: ThemeName): Promise<void> =>
    page.evaluate((values) => {
      (globalThis as unknown as InPage).applyTheme(values);
    }, themes[wanted]);

  async function load(): Promise<void> {
    await page.goto(`${origin}/`);
    await applyTheme(current);
  }

  await load();
  return {
    page,
    send: (message) => page.evaluate((data) => (globalThis as unknown as InPage).sendMessage(data), message as unknown),
    taken: () => page.evaluate(() => (globalThis as unknown as InPage).takePosted()) as Promise<FromPage[]>,
    async setTheme(wanted) {
      current = wanted;
      await applyTheme(wanted);
    },
    reload: load,
    async close() {
      await page.close();
      assert.deepEqual(complaints, []);
    },
  };
}
