// What a flame graph of the same call tree costs, in Heatline's panel and in d3-flame-graph: CPU time of the browser's page
// with all its threads, the median of ROUNDS (3). d3-flame-graph is fed the whole tree, and only what is at least half a pixel
// wide, as Heatline draws it; its own functions are called, where Heatline gets keys and input. What a picture costs in which
// nothing changes is left out on both sides. After each step the page must show what it was asked for.
// `TREES=eslint` measures some.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { browserCost, cpuOf } from './measure/browserCost.mjs';
import { bundled } from './measure/bundled.mjs';
import { claim } from './measure/claim.mjs';
import { median } from './measure/median.mjs';
import { profileFile } from './measure/profileFile.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
/** In and out, in a page. */
const zooms = 3;
/** More rows than this take d3-flame-graph minutes: one round, one zoom. */
const tooMany = 50_000;
const width = 1000;
const steps = ['show', 'zoomIn', 'zoomOut', 'search'];
/** By tree: what is searched for, which is in no name of a file, as only Heatline would find it there. */
const trees = {
  '10k nodes, synthetic': 'function12',
  'eslint, real': 'runRules',
  '100k nodes, synthetic': 'function12',
};
const only = new RegExp(process.env.TREES ?? '');

const scratch = path.resolve('out/bench/chart');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const { panelFor, sessionOfFile, sharedBrowser } = await bundled('bench/measure/panel.ts', scratch);
const d3Page = path.join(scratch, 'd3Page.js');
await build({ entryPoints: ['bench/chart/d3Page.mjs'], bundle: true, format: 'iife', outfile: d3Page });

const browser = await sharedBrowser();
const cost = await browserCost(browser);
try {
  console.log(`CPU ms, median of ${rounds}; as a multiple of Heatline's. In and out are of one zoom.\n`);
  console.log(
    '| tree | drawn by | frames | first picture | zoom in | zoom out | search |\n|---|---|--:|--:|--:|--:|--:|',
  );
  for (const name of Object.keys(trees).filter((tree) => only.test(tree))) await compare(name);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}

async function compare(name) {
  const session = sessionOfFile(profileFile(name, scratch));
  const whole = treeOf(session, 0);
  const pruned = treeOf(session, (0.5 / width) * session.total);
  const own = await measure(() => openHeatline(session, whole.row), trees[name], rounds);
  assert.ok(own.found > 0);
  print(name, 'Heatline', whole, own.costs);
  for (const [fed, tree] of Object.entries({ 'whole tree': whole, '≥ 0.5 px': pruned })) {
    const times = tree.names.length > tooMany ? 1 : rounds;
    const { costs, found } = await measure(() => openD3(tree), trees[name], times);
    // The search itself may fail; Heatline rounds what it says.
    const same = found === undefined || (tree === whole ? Math.abs(found - own.found) < 0.006 : found > 0);
    assert.ok(same, `d3-flame-graph found ${found} of the weight, Heatline ${own.found}.`);
    print(name, `d3-flame-graph, ${fed}`, tree, costs, own.costs);
    if (!name.startsWith('eslint')) continue;
    const frames = tree.names.length.toLocaleString('en-US');
    claim('zoom to a frame', own.costs.zoomIn, `d3-flame-graph, ${frames} frames`, costs.zoomIn ?? NaN);
    claim('search a flame graph', own.costs.search, `d3-flame-graph, ${frames} frames`, costs.search ?? NaN);
  }
}

/** The frames that are wide enough; `row` is the first on the heaviest path that has at most half of the weight. */
function treeOf({ boxes, functions, total }, narrowest) {
  const tree = { names: [], ups: [], values: [], row: -1 };
  const kept = new Map();
  for (const [row, value] of boxes.width.entries()) {
    if (value < narrowest) continue;
    kept.set(row, tree.names.length);
    tree.names.push(functions.name[boxes.function[row]]);
    tree.ups.push(kept.get(boxes.parent[row]) ?? -1);
    tree.values.push(value);
    // The heaviest child is the next row.
    if (tree.row < 0 && (value <= total / 2 || boxes.parent[row + 1] !== row)) tree.row = row;
  }
  return tree;
}

/** Median CPU ms by step, undefined where it failed, and the share of the weight that the search found. */
async function measure(open, text, times) {
  const costs = Object.fromEntries(steps.map((step) => [step, []]));
  let found;
  for (let round = 0; round < times; round++) {
    const { page, close, show, select, zoomIn, zoomOut, search, shownShare, foundShare } = await open();
    const costOf = (action) => cpuOf(page, cost, action);
    const still = median([await costOf(() => undefined), await costOf(() => undefined), await costOf(() => undefined)]);
    const step = async (name, action) => {
      const ms = await costOf(action).catch((error) => console.error(`${name}: ${error.message}`));
      if (ms !== undefined) costs[name].push(ms - still);
      return ms !== undefined;
    };
    if (await step('show', show)) {
      await select();
      const share = await shownShare();
      assert.ok(share < 0.9, `The frame takes ${share} of the width from the start.`);
      for (let zoom = 0; zoom < (times > 1 ? zooms : 1); zoom++) {
        if (await step('zoomIn', zoomIn)) near(await shownShare(), 1);
        if (await step('zoomOut', zoomOut)) near(await shownShare(), share);
      }
      if (await step('search', () => search(text))) found = await foundShare();
    }
    await close();
  }
  return { costs: Object.fromEntries(steps.map((step) => [step, median(costs[step])])), found };
}

function near(share, expected) {
  assert.ok(Math.abs(share - expected) < 0.01, `The frame takes ${share} of the width instead of ${expected}.`);
}

async function openHeatline(session, row) {
  const { page, show, close } = await panelFor(session);
  const { parent, width: widths } = session.boxes;
  const whole = widths.reduce((sum, value, box) => (parent[box] < 0 ? sum + value : sum), 0);
  return {
    page,
    close,
    show,
    async select() {
      await page.getByRole('application').focus();
      for (let depth = 0; depth <= row; depth++) await page.keyboard.press('ArrowDown');
    },
    zoomIn: () => page.keyboard.press('Enter'),
    zoomOut: () => page.keyboard.press('Escape'),
    search: (text) =>
      page.evaluate((value) => {
        const input = globalThis.document.querySelector('.search-input');
        input.value = value;
        input.dispatchEvent(new globalThis.InputEvent('input'));
      }, text),
    /** By the range that the page says it draws; it does so a moment later. */
    async shownShare() {
      await page.waitForTimeout(500);
      const state = await page.evaluate(() => globalThis.sessionStorage.getItem('state'));
      const { left, right } = JSON.parse(state).positions.flame;
      return widths[row] / (right > left ? right - left : whole);
    },
    foundShare: async () =>
      parseFloat(/([\d.]+) %/.exec(await page.locator('.search-status').textContent())?.[1]) / 100,
  };
}

async function openD3(tree) {
  const page = await browser.newPage({ viewport: { width, height: 640 } });
  await page.addStyleTag({ path: 'node_modules/d3-flame-graph/dist/d3-flamegraph.css' });
  await page.addScriptTag({ path: d3Page });
  await page.evaluate((kept) => globalThis.keepTree(kept), tree);
  const call = (name) => (text) => page.evaluate(([fn, term]) => globalThis[fn](term), [name, text]);
  const names = [...steps, 'select', 'shownShare', 'foundShare'];
  return { page, close: () => page.close(), ...Object.fromEntries(names.map((name) => [name, call(name)])) };
}

function print(name, drawnBy, tree, costs, heatline) {
  const cells = steps.map((step) => {
    if (costs[step] === undefined) return 'fails';
    const ratio = heatline === undefined ? '' : ` (${(costs[step] / heatline[step]).toFixed(1)}×)`;
    return `${Math.round(costs[step])}${ratio}`;
  });
  console.log(`| ${[name, drawnBy, tree.names.length, ...cells].join(' | ')} |`);
}
