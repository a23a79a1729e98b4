// What it costs to open a CPU profile until its first picture: Heatline (the process that reads it, with every layout, and the
// panel's page), js-profile-visualizer (the extension's part and its page; what VS Code takes to bring the model from one to
// the other is left out for both) and speedscope (its page, which does it all). CPU time with all threads, the median of ROUNDS
// (3; 1 above 100 MB), and the largest resident memory of a process. Pages are loaded before. `PROFILES=eslint` measures some.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { buildReaders, visualizer, visualizerFolder } from './load/readers.mjs';
import { browserCost, cpuOf } from './measure/browserCost.mjs';
import { bundled } from './measure/bundled.mjs';
import { claim } from './measure/claim.mjs';
import { median } from './measure/median.mjs';
import { profileFile } from './measure/profileFile.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const names = ['10k nodes, synthetic', 'eslint, real', '100k nodes, synthetic', 'tsc, real'];
const only = new RegExp(process.env.PROFILES ?? '');
const version = '1.25.0';
const patience = 300_000;

const scratch = path.resolve('out/bench/opening');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const peers = path.resolve('out/bench/peers');
npmInstall(`speedscope@${version}`);
const costOf = await buildReaders(scratch);
const { panelFor, sessionOfFile, sharedBrowser } = await bundled('bench/measure/panel.ts', scratch);
writeFileSync(path.join(scratch, 'empty.html'), '');

const origins = {
  speedscope: await served(path.join(peers, 'node_modules/speedscope/dist/release')),
  [visualizer]: await served(scratch, path.join(await visualizerFolder(), 'out')),
};
const tools = { Heatline: heatlineOpens, [visualizer]: visualizerOpens, speedscope: speedscopeOpens };
const [, ...peerNames] = Object.keys(tools);

const browser = await sharedBrowser();
const cost = await browserCost(browser);
try {
  console.log(
    `CPU ms of a process that reads + of a page (largest resident MB), median of ${rounds}, of 1 above 100 MB;`,
  );
  console.log(`of speedscope ${version}, its importer + the rest. Ratios are to Heatline.\n`);
  const head = [
    'file',
    'MB',
    ...Object.keys(tools),
    ...peerNames.map((name) => `${name} ÷`),
    "speedscope's importer ÷ what Heatline reads",
  ];
  console.log(`| ${head.join(' | ')} |\n|---|${'--:|'.repeat(head.length - 1)}`);
  for (const name of names.filter((each) => only.test(each))) await compare(name);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}

async function compare(name) {
  const file = profileFile(name, scratch);
  const { size } = statSync(file);
  const costs = {};
  for (const [tool, open] of Object.entries(tools)) {
    costs[tool] = await repeated(size > 1e8 ? 1 : rounds, () => open(file)).catch((error) => failed(tool, error));
  }
  const { Heatline: own, speedscope } = costs;
  const cells = Object.values(costs).map(cell);
  const whole = ({ reads, draws }) => reads + draws;
  const ratios = peerNames.map((peer) => ratio(whole(costs[peer]), whole(own)));
  const importer = ratio(speedscope.reads, own.reads);
  console.log(`| ${[name, (size / 1e6).toFixed(1), ...cells, ...ratios, importer].join(' | ')} |`);
  if (!name.endsWith('real')) return;
  const megabytes = Math.round(size / 1e6);
  for (const peer of peerNames) claim(`show a profile of ${megabytes} MB`, whole(own), peer, whole(costs[peer]));
  if (name.startsWith('tsc')) {
    const what = `read and lay out a profile of ${megabytes} MB`;
    claim(what, own.reads, "speedscope's importer", speedscope.reads ?? NaN);
  }
}

/** A peer may take more memory or time than there is. */
function failed(tool, error) {
  if (tool === 'Heatline') throw error;
  console.error(`${tool}: ${error.message}`);
  return {};
}

function cell({ reads, draws, bytes }) {
  if (draws === undefined) return 'fails';
  return `${Math.round(reads)} + ${Math.round(draws)} (${Math.round(bytes / 1e6)})`;
}

function ratio(ms, of) {
  return Number.isNaN(ms / of) ? '–' : `${(ms / of).toFixed(1)}×`;
}

/** Medians of what is measured, by what it is. */
async function repeated(times, measure) {
  const costs = [];
  for (let round = 0; round < times; round++) costs.push(await measure());
  return Object.fromEntries(Object.keys(costs[0]).map((part) => [part, median(costs.map((each) => each[part]))]));
}

async function heatlineOpens(file) {
  const { ms: reads, bytes } = costOf('model', file);
  const session = sessionOfFile(file);
  const { page, show, close } = await panelFor(session);
  const draws = await cpuOf(page, cost, show);
  assert.equal(await page.locator('.chart-canvas:visible').count(), 1);
  assert.notEqual(await page.locator('.summary').textContent(), '');
  const pageBytes = await cost.peakBytes();
  await close();
  return { reads, draws, bytes: Math.max(bytes, pageBytes) };
}

async function visualizerOpens(file) {
  const { ms: reads, bytes } = costOf(visualizer, file, path.join(scratch, 'visualizer.html'));
  const page = await newPage(`${origins[visualizer]}/empty.html`);
  await page.addInitScript(() => {
    globalThis.acquireVsCodeApi = () => ({ getState: () => undefined, setState: () => undefined });
  });
  const draws = await cpuOf(page, cost, async () => {
    await page.goto(`${origins[visualizer]}/visualizer.html`);
    await page.getByRole('treeitem').first().waitFor();
  });
  return { reads, draws, bytes: Math.max(bytes, await closed(page)) };
}

/** As a user opens a file: by the page's own input. */
async function speedscopeOpens(file) {
  const page = await newPage(`${origins.speedscope}/index.html`);
  const input = page.locator('input[type=file]');
  await input.waitFor({ state: 'attached' });
  let reads = NaN;
  const whole = await cpuOf(page, cost, async () => {
    const before = await cost.cpuMs();
    // Its importer says when it is done.
    const imported = page.waitForEvent('console', (message) => message.text().startsWith('import: '));
    await input.setInputFiles(file);
    await imported;
    reads = (await cost.cpuMs()) - before;
    // Its tabs stand there once there is a picture.
    await page.getByText('Time Order').waitFor();
  });
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  return { reads, draws: whole - reads, bytes: await closed(page) };
}

async function newPage(url) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
  page.setDefaultTimeout(patience);
  await page.goto(url);
  return page;
}

async function closed(page) {
  const bytes = await cost.peakBytes();
  await page.close();
  return bytes;
}

/** Serves the files of folders; the address. */
async function served(...folders) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
  const server = createServer(({ url }, response) => {
    const name = path.basename(new URL(url, 'http://localhost').pathname);
    const file = folders.map((folder) => path.join(folder, name)).find((each) => existsSync(each));
    if (file === undefined) response.writeHead(404).end();
    else
      response
        .setHeader('content-type', types[path.extname(name)] ?? 'application/octet-stream')
        .end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

function npmInstall(name) {
  const command = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', peers, name];
  const { status, stdout, stderr } = spawnSync('npm', command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${command.join(' ')} failed:\n${stdout}${stderr}`);
}
