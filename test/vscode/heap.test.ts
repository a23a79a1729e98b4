// Heap snapshots and leaks in the editor.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import v8 from 'node:v8';
import vscode from 'vscode';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { filter, leakProblems, pageHas, removeSnapshots, snapshots } from './heapPage.ts';
import { notifications, notified } from './quickRun.ts';
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
console.log('open');
`;

/** Keeps orders until its memory runs out. */
const greedy = `class Order {
  constructor(id) {
    this.id = id;
  }
}
const kept = [];
for (let id = 0; ; id++) kept.push(new Order(id));
`;

describe('heap snapshots', () => {
  beforeEach(async () => {
    await clearDesk();
    removeSnapshots();
    writeFileSync(sampleFile('shop.js'), program);
  });
  afterEach(() => run('heatline.stop'));
  after(async () => {
    await clearDesk();
    removeSnapshots();
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

  it('are taken of a program by its process, and another one to compare with', async () => {
    const shop = spawn('node', ['shop.js'], { cwd: sampleFile(''), stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await once(shop.stdout, 'data');
      const taken = run('heatline.takeSnapshot');
      await workbench.text('.quick-input-widget input');
      await type(`pid ${shop.pid ?? 0}`);
      await pick(`pid ${shop.pid ?? 0} ·`);
      const name = new RegExp(`pid-${shop.pid ?? 0}-[\\dT-]+\\.heapsnapshot`);
      await pageHas(new RegExp(`${name.source}\\s+[\\d.]+ MB in [\\d,]+ objects`));
      await asked('Take Another');
      await screenshot('heap-snapshot-pid');
      await workbench.click('.notifications-center .monaco-button:has-text("Take Another")');
      await eventually(() => {
        assert.equal(snapshots().filter((file) => name.test(file)).length, 2);
      });
      await asked('Done');
      await workbench.click('.notifications-center .monaco-button:has-text("Done")');
      await taken;
      await pageHas(/\n\(GC roots\)|\n\(string\)|\n\(array\)/);
      await webview.click('[role=tab]:has-text("Compare")');
      await webview.click('button:has-text("Choose Snapshot")');
      await workbench.click('.quick-input-list .monaco-list-row:has-text("pid-")');
      await pageHas(new RegExp(`since ${name.source}`));
      assert.equal(shop.exitCode ?? shop.signalCode, null);
    } finally {
      shop.kill();
    }
  });

  it('are taken when memory runs out, and opened', async () => {
    writeFileSync(sampleFile('greedy.js'), greedy);
    await showFile('greedy.js');
    void run('heatline.profileThisFileWith');
    await pick('Heap snapshots when memory runs out');
    // By key: “None” has the same letters.
    await workbench.text('.quick-input-list .monaco-list-row:has-text("Two, to be compared")');
    await press('ArrowDown');
    await press('Enter');
    await pick('Environment');
    await workbench.text('.quick-input-widget .quick-input-message');
    await type('NODE_OPTIONS=--max-old-space-size=20');
    await press('Enter');
    await pick('Profile greedy.js');
    await pageHas(/Heap\.[\d.]+\.heapsnapshot\s+[\d.]+ MB in/, 40_000);
    await screenshot('heap-near-limit');
    await notified(`The memory of greedy.js ran out; ${snapshots().at(-1) ?? ''} has what held it.`);
    await filter('Order');
    await webview.click('[role=row]:has-text("Order") .place:has-text("greedy.js:2")');
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
    await pageHas(/Allocated\s+login shop\.js:9/);
    const uri = vscode.Uri.file(sampleFile('shop.js'));
    await eventually(() => {
      const [allocated, held] = leakProblems(uri);
      assert.match(
        allocated?.message ?? '',
        /^Leak: Session grows by [\d.]+ k?B with every round, allocated in login \(/,
      );
      assert.deepEqual([allocated?.range.start.line, held?.range.start.line, allocated?.code], [8, 7, 'leak']);
      assert.match(held?.message ?? '', /held by sessions/);
      const related = [allocated, held].map((problem) => problem?.relatedInformation?.map(({ message }) => message));
      assert.deepEqual(related, [['held here, by sessions'], ['allocated here, in login']]);
    });
    await screenshot('leaks');
    await workbench.hover('.view-line:has-text("function login") >> text=function');
    await eventually(async () => {
      assert.match(await workbench.text('.monaco-hover'), /Session grows by/);
    });
    await screenshot('leak-hover');
    await webview.click('.place:has-text("shop.js:9")');
    await eventually(() => {
      // The page keeps the focus.
      const shop = vscode.window.visibleTextEditors.find(({ document }) => document.uri.fsPath === uri.fsPath);
      assert.equal(shop?.selection.active.line, 8);
    });
    const editor = await showFile('shop.js');
    const edited = async (change: (edit: vscode.TextEditorEdit) => void, lines: readonly number[]): Promise<void> => {
      await editor.edit(change);
      await eventually(() => {
        assert.deepEqual(
          leakProblems(uri).map(({ range }) => range.start.line),
          lines,
        );
      });
    };
    const atLogin = leakProblems(uri).map(({ range }) => range.start.line);
    await edited(
      (edit) => {
        edit.insert(new vscode.Position(0, 0), '// Below\n// this\n');
      },
      atLogin.map((line) => line + 2),
    );
    await screenshot('leaks-after-edit');
    await edited(
      (edit) => {
        edit.replace(editor.document.lineAt(9).range, 'const enter = async () => {');
      },
      [10],
    );
    await run('undo');
    await run('undo');
    await eventually(() => {
      assert.deepEqual(
        leakProblems(uri).map(({ range }) => range.start.line),
        atLogin,
      );
    });
    await webview.click('button:has-text("in the Last Snapshot")');
    await pageHas(/^Session\s+@\d+\s+[\d.]+ k?B itself/m);
    await run('workbench.action.closeAllEditors');
    await eventually(() => {
      assert.deepEqual(leakProblems(uri), []);
    });
  });
});

/** A notification with a button is listed; it comes after the file that it speaks of. */
async function asked(button: string): Promise<void> {
  await eventually(async () => {
    assert.ok((await notifications()).join('\n').includes(`[${button}]`));
  });
}

async function pick(label: string): Promise<void> {
  await workbench.click(`.quick-input-list .monaco-list-row:has-text("${label}")`);
}
