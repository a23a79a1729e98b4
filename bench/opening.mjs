// What it costs to open a CPU profile until its first picture: Heatline (the process that reads it, with every layout, and the
// panel's page) and speedscope (its page, which does it all). CPU time with all threads, the median of ROUNDS (3; 1 above
// 100 MB), and the largest resident memory. Both pages are loaded before. `PROFILES=eslint` measures some.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';
import { browserCost, cpuOf } from './measure/browserCost.mjs';
import { bundled } from './measure/bundled.mjs';
import { median } from './measure/median.mjs';
import { profileFile } from './measure/profileFile.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const names = ['10k nodes, synthetic', 'eslint, real', '100k nodes, synthetic', 'tsc, real'];
const only = new RegExp(process.env.PROFILES ?? '');
const version = '1.25.0';

const scratch = path.resolve('out/bench/opening');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const peers = path.resolve('out/bench/peers');
npmInstall(`speedscope@${version}`);
const app = path.join(peers, 'node_modules/speedscope/dist/release');
const measurer = path.join(scratch, 'measure.cjs');
await build({ entryPoints: ['bench/load/measure.ts'], bundle: true, platform: 'node', outfile: measurer });
const { panelFor, sessionOfFile, sharedBrowser } = await bundled('bench/measure/panel.ts', scratch);

const server = createServer(({ url }, response) => {
  const file = path.join(app, path.basename(new URL(url, 'http://localhost').pathname));
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
  try {
    const body = readFileSync(file);
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream').end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await sharedBrowser();
const cost = await browserCost(browser);
try {
  console.log(`CPU ms (largest resident MB), median of ${rounds}, of 1 above 100 MB; speedscope ${version}.\n`);
  console.log('| file | MB | Heatline reads | its page draws | speedscope | Heatline ÷ speedscope |');
  console.log('|---|--:|--:|--:|--:|--:|');
  for (const name of names.filter((each) => only.test(each))) await compare(name);
} finally {
  await browser.close();
  server.close();
  rmSync(scratch, { recursive: true });
}

async function compare(name) {
  const file = profileFile(name, scratch);
  const { size } = statSync(file);
  const times = size > 1e8 ? 1 : rounds;
  const session = sessionOfFile(file);
  const reads = await repeated(times, () => heatlineReads(file));
  const draws = await repeated(times, () => heatlineDraws(session));
  const speedscope = await repeated(times, () => speedscopeOpens(file));
  const cells = [reads, draws, speedscope].map(({ ms, bytes }) => `${Math.round(ms)} (${Math.round(bytes / 1e6)})`);
  const ratio = `1/${(speedscope.ms / (reads.ms + draws.ms)).toFixed(1)}`;
  console.log(`| ${[name, (size / 1e6).toFixed(1), ...cells, ratio].join(' | ')} |`);
}

async function repeated(times, measure) {
  const costs = [];
  for (let round = 0; round < times; round++) costs.push(await measure());
  return { ms: median(costs.map(({ ms }) => ms)), bytes: median(costs.map(({ bytes }) => bytes)) };
}

function heatlineReads(file) {
  const { status, stdout } = spawnSync(process.execPath, [measurer, 'model', file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Reading ${file} ended with ${status}.`);
  const { ms, rss } = JSON.parse(stdout);
  return { ms, bytes: rss };
}

async function heatlineDraws(session) {
  const { page, show, close } = await panelFor(session);
  const ms = await cpuOf(page, cost, show);
  const bytes = await cost.peakBytes();
  await close();
  return { ms, bytes };
}

/** As a user opens a file: by the page's own input. */
async function speedscopeOpens(file) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
  page.setDefaultTimeout(300_000);
  await page.goto(`${origin}/index.html`);
  const input = page.locator('input[type=file]');
  await input.waitFor({ state: 'attached' });
  const ms = await cpuOf(page, cost, async () => {
    await input.setInputFiles(file);
    // Its tabs stand there once there is a profile.
    await page.getByText('Time Order').waitFor();
  });
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  const bytes = await cost.peakBytes();
  await page.close();
  return { ms, bytes };
}

function npmInstall(name) {
  const command = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', peers, name];
  const { status, stdout, stderr } = spawnSync('npm', command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${command.join(' ')} failed:\n${stdout}${stderr}`);
}
