import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import vscode from 'vscode';
import { run as runCommand, showFile } from '../../test/vscode/desk.ts';
import { sampleFile } from '../../test/vscode/sampleProfile.ts';

/** Seconds that the programs are busy. */
const busy = 8;
const rounds = 3;

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
  const seconds = median(cost) / 1000;
  const text = [
    'Activation, ms in one window (load code + activate):',
    '',
    '| extension | ms |',
    '|---|--:|',
    ...activation.map(({ name, ms }) => `| ${name} | ${ms} |`),
    '',
    `| of a program that is busy for ${busy} s (median of ${rounds}) | |`,
    '|---|--:|',
    `| from its end to its session and heat | ${Math.round(median(heat))} ms |`,
    `| CPU time of the extension host for showing it live, of one core | ${((100 * seconds) / busy).toFixed(1)} % |`,
    '',
  ].join('\n');
  const file = process.env['HEATLINE_TABLE'] ?? '';
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
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
