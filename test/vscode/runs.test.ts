// The ways into a run and out of it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { busyProgram, notified, pickFromMenu, statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, runCommand, webview, workbench } from './workbench.ts';

describe('a run', () => {
  beforeEach(async () => {
    await clearDesk();
    writeFileSync(sampleFile('busy.js'), busyProgram);
  });
  after(clearDesk);

  it('begins with a key', async () => {
    await showFile('busy.js');
    await run('workbench.action.focusActiveEditorGroup');
    await press('Control+F7');
    await heated();
  });

  it('begins in the command palette', async () => {
    await showFile('busy.js');
    await runCommand('Heatline: Profile This File');
    await heated();
  });

  it('begins in the menu of the Explorer', async () => {
    await showFile('busy.js');
    await pickFromMenu('.explorer-folders-view .monaco-list-row:has-text("busy.js")', 'Profile This File');
    await heated();
  });

  it('begins in the menu of the editor', async () => {
    await showFile('busy.js');
    await pickFromMenu('.view-line:has-text("while")', 'Profile This File');
    await heated();
  });

  it('ends with Ctrl+C in its terminal', async () => {
    writeFileSync(
      sampleFile('forever.js'),
      'let n = 0;\nsetInterval(() => {\n  for (let i = 0; i < 1e6; i++) n += i;\n});\n',
    );
    await showFile('forever.js');
    const ended = run('heatline.profileThisFile');
    await eventually(async () => {
      assert.match(await statusBar(), /forever\.js 0:0[1-9]/);
    });
    await workbench.click('.xterm-screen');
    await workbench.text('.xterm.focus');
    await press('Control+C');
    await ended;
    await run('workbench.action.closePanel');
    await eventually(async () => {
      assert.match(await heatOf(), /^3 {2}heat5 {2}mark/m);
    });
  });

  it('goes on beside another, and each is stopped on its own', async () => {
    const ended: Promise<void>[] = [];
    for (const name of ['one.js', 'two.js']) {
      writeFileSync(sampleFile(name), 'for (;;) Math.sqrt(2);\n');
      await showFile(name);
      ended.push(run('heatline.profileThisFile'));
      await eventually(async () => {
        assert.match(await statusBar(), new RegExp(`${name} 0:0[1-9]`));
      });
    }
    await workbench.click('.statusbar-item:has-text("one.js") a');
    await ended[0];
    assert.match(await statusBar(), /two\.js 0:0/);
    assert.doesNotMatch(await statusBar(), /one\.js/);
    await run('heatline.stop');
    await ended[1];
    await eventually(async () => {
      assert.match(await heatOf(), /^1 {2}heat5 {2}mark/);
    });
  });

  it('falls back to V8 where the profiler that was asked for is not installed, and says so', async () => {
    await showFile('busy.js');
    void run('heatline.profileThisFileWith');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("Profiler")');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("v8-profiler-next")');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("Profile busy.js")');
    await heated();
    const said = `v8-profiler-next is not installed in ${sampleFile('').replace(/\/$/, '')}. Node's built-in profiler`;
    await notified(`${said} measures instead. [Show Command]`);
    await run('notifications.clearAll');
    await run('heatline.openPanel');
    await eventually(async () => {
      assert.ok((await webview.texts('body')).join().includes(`${said} measured instead.`));
    });
  });
});

async function heated(): Promise<void> {
  await eventually(async () => {
    assert.match(await heatOf(), /^2 {2}heat5 {2}mark/m);
  });
}
