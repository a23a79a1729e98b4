import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { renderReport, type ReportData, type ReportFrame } from '../../src/core/text/htmlReport.ts';
import { sharedBrowser } from './browser.ts';
import { hostileNames } from './sessions.ts';

const frame = (name: string, value: number, ...children: readonly ReportFrame[]): ReportFrame => ({
  name,
  value,
  category: 'own',
  place: 'src/app.ts:1',
  children,
});

const tree: ReportFrame = {
  name: 'all',
  value: 1000,
  children: [
    frame('main', 700, frame('parse', 400, frame('lex', 300)), frame('draw(', 200, frame('lex', 200))),
    { name: '(idle)', value: 250, category: 'idle', children: [] },
    frame(hostileNames[0] ?? '', 50),
  ],
};

const data: ReportData = {
  title: 'server.mjs </title><script>alert(1)</script>',
  subtitle: 'V8 · 1 ms · 10 samples',
  unit: 'microseconds',
  total: 750,
  notes: [{ kind: 'few-samples', message: 'Only 10 samples.' }],
  findings: [
    {
      title: 'JSON takes 40 % of the time',
      place: 'src/state.ts:30',
      evidence: ['save (state.ts:30): 300 µs, 40 % of the busy time (4 of 10 samples).'],
      advice: 'Convert less often.',
    },
  ],
  tree,
  functions: hostileNames.map((name, i) => ({ name, file: 'src/app.ts', line: i + 1, self: 100, total: 200 })),
  lines: [{ name: 'lex', file: 'src/app.ts', line: 30, self: 500, total: 500 }],
};

describe('HTML report', () => {
  const file = resolve('out/report.html');
  const complaints: string[] = [];
  let page: Page;

  before(async () => {
    mkdirSync('out/screenshots', { recursive: true });
    writeFileSync(
      file,
      renderReport(data, readFileSync('dist/report.js', 'utf8'), readFileSync('dist/report.css', 'utf8')),
    );
    const browser = await sharedBrowser();
    page = await browser.newPage({ viewport: { width: 1100, height: 800 }, colorScheme: 'dark' });
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await page.locator('.d3-flame-graph-label').first().waitFor();
  });

  after(async () => {
    await page.close();
    assert.deepEqual(complaints, []);
  });

  const labels = (): Promise<string[]> => page.locator('.d3-flame-graph-label:visible').allInnerTexts();

  it('draws the frames and says what they are', async () => {
    assert.deepEqual(
      new Set(await labels()),
      new Set(['all', 'main', 'parse', 'lex', 'draw(', '(idle)', hostileNames[0]]),
    );
    await page.locator('g.frame[name=parse]').hover();
    assert.equal(await page.locator('#frame').innerText(), 'parse · src/app.ts:1 · 400 µs (53 %)');
  });

  it('searches for text, whatever signs are in it', async () => {
    const search = page.getByRole('searchbox');
    await search.fill('LEX');
    assert.equal(await page.locator('output').innerText(), '67 % matches');
    await search.fill('draw(');
    assert.equal(await page.locator('output').innerText(), '27 % matches');
    assert.equal(await page.locator('g.frame rect:not([fill="#c4c8cc"])').count(), 1);
    await search.fill('');
    assert.equal(await page.locator('output').innerText(), '');
  });

  it('zooms and comes back', async () => {
    await page.locator('g.frame[name="draw("]').click();
    await page.waitForTimeout(100);
    assert.deepEqual(await labels(), ['all', 'main', 'draw(', 'lex']);
    await page.getByRole('button', { name: 'Reset Zoom' }).click();
    await page.waitForTimeout(100);
    assert.equal((await labels()).length, 8);
    const left = async (name: string): Promise<number | undefined> =>
      (await page.locator(`g.frame[name="${name}"]`).boundingBox())?.x;
    assert.ok(((await left('parse')) ?? Infinity) < ((await left('draw(')) ?? 0), 'the heaviest stays leftmost');
  });

  it('lists functions and lines as text', async () => {
    const names = await page.locator('section').nth(2).locator('tbody td:nth-child(5)').allTextContents();
    assert.deepEqual(names, hostileNames);
    assert.equal(await page.locator('h1').innerText(), data.title);
    assert.equal(await page.locator('.notes').innerText(), 'Only 10 samples.');
    assert.equal(await page.locator('.findings li strong').innerText(), 'JSON takes 40 % of the time');
    assert.equal(await page.locator('.findings .place').innerText(), 'src/state.ts:30');
    assert.equal(await page.locator('img').count(), 0);
  });

  it('is drawn in dark and light', async () => {
    await page.screenshot({ path: 'out/screenshots/report-dark.png', fullPage: true });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.screenshot({ path: 'out/screenshots/report-light.png', fullPage: true });
  });
});
