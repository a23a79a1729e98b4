// One test of a file, by the cursor.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vscode from 'vscode';
import { clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { notified, pickFromMenu, rowsOf } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { runCommand } from './workbench.ts';

/** Each test leaves its name behind; `is busy` and its like burn a third of a second on their line 8. */
function testFile(head: string): string {
  return `${head}
const said = (name) => require('fs').appendFileSync('ran.txt', name + '\\n');
describe('A program', () => {
  it('is idle', () => said('idle'));
  it('is busy', () => {
    said('busy');
    const until = Date.now() + 300;
    while (Date.now() < until) Math.sqrt(until);
  });
  it('is busy again', () => said('again'));
});
`;
}

describe('A test at the cursor', () => {
  const modules = sampleFile('node_modules/mocha');

  before(() => {
    mkdirSync(path.dirname(modules), { recursive: true });
    symlinkSync(path.resolve('node_modules/mocha'), modules, 'junction');
  });
  beforeEach(async () => {
    await clearDesk();
    writeFileSync(sampleFile('ran.txt'), '');
  });
  after(async () => {
    rmSync(modules, { recursive: true });
    await clearDesk();
  });

  async function showAt(name: string, text: string, line: number): Promise<void> {
    writeFileSync(sampleFile(name), text);
    const editor = await showFile(name);
    const start = new vscode.Position(line - 1, 0);
    editor.selection = new vscode.Selection(start, start);
  }

  it('is run alone by mocha, and again', async () => {
    await showAt('mocha.test.js', testFile("require('mocha');"), 6);
    await runCommand('Heatline: Profile Test at Cursor');
    await heated();
    assert.equal(ran(), 'busy\n');
    await run('workbench.action.closePanel');
    await showSessions();
    assert.match((await rowsOf('Sessions'))[0] ?? '', /^A program › is busy ?V8 · /);
    await run('heatline.rerunLast');
    assert.equal(ran(), 'busy\nbusy\n');
  });

  it('is run alone by Node, from the menu of the editor', async () => {
    await showAt('node.test.cjs', testFile("const { describe, it } = require('node:test');"), 6);
    await pickFromMenu('.view-line:has-text("while")', 'Profile Test at Cursor');
    await heated();
    assert.equal(ran(), 'busy\n');
  });

  it('is a suite where the cursor is in no test of it', async () => {
    await showAt('node.test.cjs', testFile("const { describe, it } = require('node:test');"), 3);
    await run('heatline.profileTest');
    await heated();
    assert.equal(ran(), 'idle\nbusy\nagain\n');
  });

  it('is missed where there is none', async () => {
    await showAt('mocha.test.js', testFile("require('mocha');"), 1);
    void run('heatline.profileTest');
    await notified(
      'There is no test around line 1 of mocha.test.js. Put the cursor into a test or a suite: it(…), test(…) or describe(…). [Show Details]',
    );
    assert.equal(ran(), '');
  });
});

function ran(): string {
  return readFileSync(sampleFile('ran.txt'), 'utf8');
}

async function heated(): Promise<void> {
  await eventually(async () => {
    assert.match(await heatOf(), /^8 {2}heat5 {2}mark/m);
  });
}
