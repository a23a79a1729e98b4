import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import vscode from 'vscode';
import { run as runCommand, showFile } from '../../test/vscode/desk.ts';
import { sampleFile } from '../../test/vscode/sampleProfile.ts';
import { webview } from '../../test/vscode/workbench.ts';

/** Seconds that the programs are busy. */
const busy = 8;
const rounds = Number(process.env['ROUNDS'] ?? 3);

/** Times in ms. */
interface EditorCosts {
  /** Of VS Code's own extensions and Heatline, by id: loading the code and activating it. */
  readonly activation: Readonly<Record<string, number>>;
  /** From the end of a program to its session and heat. */
  readonly heat: number;
  /** CPU time of the extension host for each second that a program is shown live. */
  readonly live: number;
  readonly opening: { readonly builtIn: number; readonly own: number };
}

const program = `const until = Date.now() + ${busy * 1000};
let n = 0;
while (Date.now() < until) n += work(n);
function work(seed) {
  let sum = 0;
  for (let i = 0; i < 1e5; i++) sum += Math.sqrt(seed ^ i);
  return Math.round(sum) & 1;
}
`;

/** What the test runner calls. */
export async function run(): Promise<void> {
  const activation = await activationTimes();
  writeFileSync(sampleFile('bench.js'), program);
  await showFile('bench.js');
  const heat: number[] = [];
  const cost: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const idle = await cpuWhile(() => delay(busy * 1000));
    let ended = 0;
    const watching = vscode.tasks.onDidEndTaskProcess(() => {
      ended = performance.now();
    });
    const live = await cpuWhile(() => profileThisFile());
    heat.push(performance.now() - ended);
    cost.push(Math.max(0, live - idle));
    watching.dispose();
  }
  const result: EditorCosts = {
    activation: Object.fromEntries(activation.map(({ name, ms }) => [name, ms])),
    heat: median(heat),
    live: median(cost) / busy,
    opening: await openingTimes(),
  };
  const file = process.env['HEATLINE_COSTS'] ?? '';
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(result));
}

/** Of VS Code's own editor of profiles and of Heatline's, until there is something in the page: medians, ms. */
async function openingTimes(): Promise<EditorCosts['opening']> {
  const profile = sampleFile('bench.cpuprofile');
  const [folder, name] = [path.dirname(profile), path.basename(profile)];
  execFileSync('node', ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-name', name, sampleFile('bench.js')]);
  const builtIn: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < rounds; round++) {
    builtIn.push(await openingTime(profile, 'jsProfileVisualizer.cpuprofile.table', '[role=treeitem]'));
    own.push(await openingTime(profile, 'heatline.profileEditor', '.chart-canvas'));
  }
  return { builtIn: median(builtIn), own: median(own) };
}

async function openingTime(file: string, viewType: string, shown: string): Promise<number> {
  await runCommand('workbench.action.closeAllEditors');
  const before = performance.now();
  await runCommand('vscode.openWith', vscode.Uri.file(file), viewType);
  await webview.text(shown);
  return performance.now() - before;
}

async function profileThisFile(): Promise<void> {
  await runCommand('heatline.profileThisFile');
}

/** CPU time of this process, its workers included, ms. */
async function cpuWhile(action: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** VS Code's own book-keeping: the table of its command "Startup Performance". */
async function activationTimes(): Promise<{ readonly name: string; readonly ms: number }[]> {
  await vscode.extensions.getExtension('heatline.heatline')?.activate();
  await runCommand('perfview.show');
  await delay(3000);
  const text = vscode.window.activeTextEditor?.document.getText() ?? '';
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return rows
    .filter((cells) => /^[\w-]+\.[\w.-]+$/.test(cells[1] ?? ''))
    .map((cells) => ({ name: cells[1] ?? '', ms: Number(cells[3]) + Number(cells[4]) }))
    .filter(({ ms }) => Number.isFinite(ms));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
