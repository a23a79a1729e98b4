// What a flame graph of the same call tree costs, in Heatline's panel and in d3-flame-graph: CPU time of the browser's page
// with all its threads, the median of ROUNDS (3). d3-flame-graph is fed the whole tree, and only what is at least half a pixel
// wide, as Heatline draws it; its own functions are called, where Heatline gets keys and input. `TREES=eslint` measures some.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { browserCost, cpuOf } from './measure/browserCost.mjs';
import { bundled } from './measure/bundled.mjs';
import { median } from './measure/median.mjs';
import { profileFile } from './measure/profileFile.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
/** More rows than this take d3-flame-graph minutes: one round. */
const tooMany = 50_000;
const width = 1000;
const steps = ['show', 'zoomIn', 'zoomOut', 'search'];
/** By tree: what is searched for. */
const trees = {
  '10k nodes, synthetic': 'function12',
  'eslint, real': 'traverse',
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
  const heatline = await measure(() => openHeatline(session, whole.row), trees[name], rounds);
  print(name, 'Heatline', whole, heatline);
  for (const [fed, tree] of Object.entries({ 'whole tree': whole, '≥ 0.5 px': pruned })) {
    const times = tree.names.length > tooMany ? 1 : rounds;
    const costs = await measure(() => openD3(tree), trees[name], times);
    print(name, `d3-flame-graph, ${fed}`, tree, costs, heatline);
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

/** Median CPU ms by step; undefined where it failed. */
async function measure(open, text, times) {
  const costs = Object.fromEntries(steps.map((step) => [step, []]));
  for (let round = 0; round < times; round++) {
    const { page, close, ...actions } = await open();
    for (const step of steps) {
      // To find the frame is no part of the zoom.
      if (step === 'zoomIn') await actions.select();
      costs[step].push(await cpuOf(page, cost, () => actions[step](text)).catch(() => undefined));
    }
    await close();
  }
  return Object.fromEntries(steps.map((step) => [step, median(costs[step])]));
}

async function openHeatline(session, row) {
  const { page, show, close } = await panelFor(session);
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
  };
}

async function openD3(tree) {
  const page = await browser.newPage({ viewport: { width, height: 640 } });
  await page.addStyleTag({ path: 'node_modules/d3-flame-graph/dist/d3-flamegraph.css' });
  await page.addScriptTag({ path: d3Page });
  await page.evaluate((kept) => globalThis.keepTree(kept), tree);
  const call = (name) => (text) => page.evaluate(([fn, term]) => globalThis[fn](term), [name, text]);
  const actions = Object.fromEntries(steps.map((step) => [step, call(step)]));
  return { page, close: () => page.close(), select: call('select'), ...actions };
}

function print(name, drawnBy, tree, costs, heatline) {
  const cells = steps.map((step) => {
    if (costs[step] === undefined) return 'fails';
    const ratio = heatline === undefined ? '' : ` (${(costs[step] / heatline[step]).toFixed(1)}×)`;
    return `${Math.round(costs[step])}${ratio}`;
  });
  console.log(`| ${[name, drawnBy, tree.names.length, ...cells].join(' | ')} |`);
}
