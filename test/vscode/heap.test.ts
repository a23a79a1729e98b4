// Heap snapshots and leaks in the editor.
import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vscode from 'vscode';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, screenshot, type, webview, workbench } from './workbench.ts';

/** Leaks a session with every call of its scenario, on marked lines, and lives for as long as it is let. */
const program = `class Session {
  constructor(user) {
    this.user = user;
    this.history = new Array(64).fill(user);
  }
}
const sessions = new Map();
function login() {
  sessions.set(sessions.size, new Session(sessions.size));
}
exports.scenario = login;
for (let visit = 0; visit < 10; visit++) login();
setInterval(() => sessions.size, 100);
`;

describe('heap snapshots', () => {
  beforeEach(async () => {
    await clearDesk();
    for (const name of snapshots()) rmSync(sampleFile(name));
    writeFileSync(sampleFile('shop.js'), program);
  });
  afterEach(() => run('heatline.stop'));
  after(async () => {
    await clearDesk();
    for (const name of snapshots()) rmSync(sampleFile(name));
  });

  it('open in an editor of their own, and lead to the source', async () => {
    const file = sampleFile('own.heapsnapshot');
    v8.writeHeapSnapshot(file);
    await run('heatline.openProfile', vscode.Uri.file(file));
    await pageHas(/own\.heapsnapshot\s+[\d.]+ MB in [\d,]+ objects/);
    await webview.click('[role=tab]:has-text("Dominators")');
    await pageHas(/\(GC roots\)/);
  });

  it('are taken of a program that Heatline runs, compared, and lead to its lines', async () => {
    await showFile('shop.js');
    const ended = run('heatline.profileThisFile');
    for (const count of [1, 2]) {
      await workbench.click('.statusbar-item:has([aria-label*="heap snapshot of shop.js"])');
      await eventually(() => {
        assert.equal(snapshots().filter((name) => name.startsWith('shop.js')).length, count);
      });
      await pageHas(/shop\.js-.*\.heapsnapshot\s+[\d.]+ MB in/);
    }
    await filter('Session');
    await webview.click('[role=row]:has-text("Session") .place:has-text("shop.js:2")');
    await eventually(() => {
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document.fileName.endsWith('shop.js'));
      assert.ok(editor?.visibleRanges.some((range) => range.start.line <= 1));
    });
    await webview.click('[role=tab]:has-text("Compare")');
    await webview.click('button:has-text("Choose Snapshot")');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("shop.js-")');
    await pageHas(/since shop\.js-/);
    await screenshot('heap-snapshot');
    await run('heatline.stop');
    await ended;
  });

  it('are looked through for leaks, and a verdict names the lines', async () => {
    await showFile('shop.js');
    const ended = run('heatline.findLeaks');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("Calls of scenario()")');
    await eventually(async () => {
      assert.match(await workbench.text('.quick-input-message'), /Rounds of the same work/);
    });
    await press('Control+a');
    await type('3');
    await press('Enter');
    await ended;
    await pageHas(/Leak: one kind of object grows with every one of 3 rounds/);
    await pageHas(/Session\s+shop\.js:2/);
    await pageHas(/Allocated\s+login shop\.js:8/);
    const uri = vscode.Uri.file(sampleFile('shop.js'));
    await eventually(() => {
      const [allocated, held] = leakProblems(uri);
      assert.match(
        allocated?.message ?? '',
        /^Leak: Session grows by [\d.]+ k?B with every round, allocated in login \(/,
      );
      assert.deepEqual([allocated?.range.start.line, allocated?.code], [7, 'leak']);
      assert.match(held?.message ?? '', /held by sessions/);
      assert.deepEqual(
        held?.relatedInformation?.map(({ message }) => message),
        ['allocated here, in login', 'held here, in sessions'],
      );
    });
    await screenshot('leaks');
    await webview.click('.place:has-text("shop.js:8")');
    await eventually(() => {
      assert.equal(vscode.window.activeTextEditor?.selection.active.line, 7);
    });
    await webview.click('button:has-text("in the Last Snapshot")');
    await pageHas(/^Session\s+@\d+\s+[\d.]+ k?B itself/m);
    await run('workbench.action.closeAllEditors');
    await eventually(() => {
      assert.deepEqual(leakProblems(uri), []);
    });
  });
});

/** TypeScript has something to say about the file, too. */
function leakProblems(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Heatline');
}

function snapshots(): string[] {
  return readdirSync(path.dirname(sampleFile('shop.js'))).filter((name) => name.endsWith('.heapsnapshot'));
}

async function filter(text: string): Promise<void> {
  await webview.click('input[aria-label="Filter by class"]');
  await type(text);
  await press('Enter');
}

async function pageHas(pattern: RegExp): Promise<void> {
  await eventually(async () => {
    assert.match((await webview.texts('body')).join('\n'), pattern);
  });
}
