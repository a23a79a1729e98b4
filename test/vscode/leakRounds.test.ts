// Rounds that somebody, or something, does from outside of the program.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { freePort } from '../freePort.ts';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { leakProblems, pageHas } from './heapPage.ts';
import { statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, screenshot, type, workbench } from './workbench.ts';

/** Keeps each session that is opened. */
const sessions = `class Session {
  constructor() {
    this.history = new Array(64).fill(1);
  }
}
const sessions = new Map();
function open() {
  sessions.set(sessions.size, new Session());
}
`;

/** Opens one with every visit. */
const program = (port: number): string => `${sessions}require('http').createServer((request, response) => {
  open();
  response.end('welcome');
}).listen(${port}, '127.0.0.1');
`;

const nextRound = '.statusbar-item:has-text("Next Round") a';

describe('rounds of the leak finder', () => {
  let address: string;

  beforeEach(async () => {
    await clearDesk();
    const port = await freePort();
    address = `http://127.0.0.1:${port}/`;
    writeFileSync(sampleFile('visits.js'), program(port));
    await showFile('visits.js');
  });
  after(clearDesk);

  it('are requests', async () => {
    const ended = findLeaks('HTTP requests');
    await pick('Find Leaks: What Is Run?', 'visits.js');
    await answer(/Rounds of the same work/, '2');
    await answer(/Address to ask/, address);
    await ended;
    await leakIsNamed();
  });

  it('are done by hand, and a click in the status bar ends each', async () => {
    const ended = findLeaks('Steps by hand');
    await pick('Find Leaks: What Is Run?', 'visits.js');
    await answer(/Rounds of the same work/, '2');
    for (const round of ['Warm-up', 'Round 1 of 2', 'Round 2 of 2']) {
      await eventually(async () => {
        assert.ok((await statusBar()).includes(`${round}: Next Round`));
      });
      for (let visit = 0; visit < 10; visit++) await (await fetch(address)).text();
      if (round === 'Round 1 of 2') await screenshot('leak-rounds-by-hand');
      await workbench.click(nextRound);
    }
    await ended;
    await leakIsNamed();
    assert.doesNotMatch(await statusBar(), /Next Round/);
  });

  it('are runs of a command', async () => {
    const visits = `(async () => { for (let visit = 0; visit < 10; visit++) await fetch('${address}'); })();`;
    writeFileSync(sampleFile('load.js'), visits);
    const ended = findLeaks('Runs of a command');
    await pick('Find Leaks: What Is Run?', 'visits.js');
    await answer(/Rounds of the same work/, '2');
    await answer(/A program and its arguments/, 'node load.js');
    await ended;
    await leakIsNamed();
  });

  it('are what the program does in some seconds', async () => {
    writeFileSync(sampleFile('visits.js'), `${sessions}setInterval(open, 10);\n`);
    const ended = findLeaks('What it does by itself');
    await pick('Find Leaks: What Is Run?', 'visits.js');
    await answer(/Rounds of the same work/, '2');
    await answer(/Seconds of a round/, '1');
    await ended;
    // How many there are in a second, nobody knows.
    await leakIsNamed(/\d+, \d+ of what each round made/);
  });

  it('are the test at the cursor', async () => {
    const test = "test('opens', () => open());\n";
    writeFileSync(sampleFile('visits.js'), `${sessions}const { test } = require('node:test');\n${test}`);
    const editor = await showFile('visits.js');
    const { document } = editor;
    await eventually(() => {
      assert.ok(document.getText().endsWith(test));
    });
    const start = document.positionAt(document.getText().indexOf(test));
    editor.selection = new vscode.Selection(start, start);
    const ended = findLeaks('Test at cursor');
    await answer(/Rounds of the same work/, '2');
    await ended;
    await leakIsNamed();
  });
});

async function findLeaks(kind: string): Promise<void> {
  const ended = run('heatline.findLeaks');
  await pick('Find Leaks: What Is a Round?', kind);
  return ended;
}

async function pick(title: string, label: string): Promise<void> {
  await eventually(async () => {
    assert.equal(await workbench.text('.quick-input-title'), title);
  });
  await workbench.click(`.quick-input-list .monaco-list-row:has-text("${label}")`);
}

async function answer(question: RegExp, text: string): Promise<void> {
  await eventually(async () => {
    assert.match(await workbench.text('.quick-input-message'), question);
  });
  await press('Control+a');
  await type(text);
  await press('Enter');
}

/** Sessions, on the lines that allocate and hold them; ten a round. */
async function leakIsNamed(kept = /10, 10 of what each round made/): Promise<void> {
  await pageHas(/Leak: one kind of object grows with every one of 2 rounds/);
  await pageHas(/Session\s+visits\.js:2/);
  await pageHas(kept);
  const lines = leakProblems(vscode.Uri.file(sampleFile('visits.js'))).map(({ range }) => range.start.line + 1);
  assert.deepEqual(lines, [8, 7]);
}
