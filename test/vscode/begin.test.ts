// When measuring begins, and that the program outlives it.
import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, type, workbench } from './workbench.ts';

/** Busy on line 3 until there is a file `end`; it tells by a file `ended` that it saw that. */
const program = `const fs = require('fs');
while (!fs.existsSync('end')) {
  for (let i = 0; i < 1e7; i++) Math.sqrt(i);
}
fs.writeFileSync('ended', '');
`;

const marked = `function busy() { const until = Date.now() + 300; while (Date.now() < until) Math.sqrt(until); }
busy();
console.profile();
const until = Date.now() + 300;
while (Date.now() < until) Math.sqrt(until);
console.profileEnd();
busy();
`;

describe('Profile This File With… measures', () => {
  beforeEach(async () => {
    await clearDesk();
    for (const name of ['end', 'ended']) rmSync(sampleFile(name), { force: true });
  });
  afterEach(() => {
    writeFileSync(sampleFile('end'), '');
  });
  after(clearDesk);

  it('from a click in the status bar to the next one, and the program goes on', async () => {
    await profileWith('part.js', program, async () => {
      await answer('When', 'When I start it');
    });
    await eventually(async () => {
      assert.match(await statusBar(), /part\.js: click to start measuring/);
    });
    assert.equal(await heatOf(), '');
    await workbench.click('.statusbar-item:has-text("part.js") a');
    await heated(/^3 {2}heat5 {2}mark/m);
    assert.match(await statusBar(), /part\.js 0:\d\d/);
    await workbench.click('.statusbar-item:has-text("part.js") a');
    await goesOn('part.js');
  });

  it('for some seconds, and the program goes on', async () => {
    await profileWith('timed.js', program, async () => {
      await answer('Duration', '2');
    });
    await heated(/^3 {2}heat5 {2}mark/m);
    await goesOn('timed.js');
  });

  it('between the program’s own marks', async () => {
    await profileWith('marked.js', marked, async () => {
      await answer('When', 'Between console.profile()');
    });
    await heated(/^5 {2}heat5 {2}mark/m);
    await eventually(async () => {
      assert.doesNotMatch(await statusBar(), /marked\.js/);
    });
    assert.doesNotMatch(await heatOf(), /^1 /m);
  });
});

async function profileWith(name: string, text: string, choose: () => Promise<void>): Promise<void> {
  writeFileSync(sampleFile(name), text);
  await showFile(name);
  void run('heatline.profileThisFileWith');
  await choose();
  await workbench.click(`.quick-input-list .monaco-list-row:has-text("Profile ${name}")`);
}

/** Answers one of the questions: picks an answer where there is a list, else types it. */
async function answer(question: string, text: string): Promise<void> {
  await workbench.click(`.quick-input-list .monaco-list-row:has-text("${question}")`);
  if (question === 'When') {
    await workbench.click(`.quick-input-list .monaco-list-row:has-text("${text}")`);
    return;
  }
  await workbench.text('.quick-input-widget .quick-input-message');
  await type(text);
  await press('Enter');
}

async function goesOn(name: string): Promise<void> {
  await eventually(async () => {
    assert.ok(!(await statusBar()).includes(name));
  });
  assert.ok(!existsSync(sampleFile('ended')));
  writeFileSync(sampleFile('end'), '');
  await eventually(() => {
    assert.ok(existsSync(sampleFile('ended')));
  });
}

async function heated(lines: RegExp): Promise<void> {
  await eventually(async () => {
    assert.match(await heatOf(), lines);
  });
}
