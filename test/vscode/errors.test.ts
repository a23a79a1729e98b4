// What a user sees when something is wrong: one sentence that says what, one that says what to do.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { changeSetting, clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { busyProgram, notifications, notified, profileProgram, statusBar } from './quickRun.ts';
import { nbodyFrames, sampleFile, writeProfile } from './sampleProfile.ts';
import { press, screenshot, webview, workbench } from './workbench.ts';

describe('when something is wrong', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  it('with the Node that was configured, there is a button to choose another', async () => {
    await changeSetting('heatline.nodePath', '/nowhere/node');
    await showFile('nbody.mjs');
    await run('heatline.profileThisFile');
    await notified(
      '/nowhere/node is not a Node executable. Correct the path of Node in the settings. [Choose Node…] [Show Details]',
    );
    await screenshot('error');
  });

  it('with a file that was never saved, it asks for a name, and runs nothing without one', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'javascript', content: busyProgram });
    await vscode.window.showTextDocument(document);
    void run('heatline.profileThisFile');
    await eventually(async () => {
      assert.match(await workbench.text('.quick-input-title'), /Save As/);
    });
    await press('Escape');
    await notified(
      'This file has not been saved, so there is nothing to run. Save it, then profile it. [Show Details]',
    );
  });

  it('with a program that was deleted, it says so', async () => {
    writeFileSync(sampleFile('gone.js'), busyProgram);
    const editor = await showFile('gone.js');
    rmSync(sampleFile('gone.js'));
    await run('heatline.profileThisFile', editor.document.uri);
    await notified(`${sampleFile('gone.js')} does not exist. Save it again, or choose another file. [Show Details]`);
  });

  it('with what is in the active editor, it says what can be profiled', async () => {
    await showFile('README.md');
    await run('heatline.profileThisFile');
    await notified(
      'There is no program in the active editor. Open a file of a language that Heatline profiles, as JavaScript, C++ or Rust. [Show Details]',
    );
  });

  it('with an interval or a threshold in the settings, the default holds', async () => {
    await changeSetting('heatline.samplingInterval', 'often');
    await changeSetting('heatline.heat.threshold', 'low');
    await profileProgram('busy.js');
    await eventually(async () => {
      assert.match(await heatOf(), /^2 {2}heat5 {2}mark/m);
    });
  });

  it('changes that are not saved yet are saved and profiled', async () => {
    writeFileSync(sampleFile('changed.js'), '// nothing\n');
    const editor = await showFile('changed.js');
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(1, 0), busyProgram);
    });
    await run('heatline.profileThisFile');
    assert.equal(editor.document.isDirty, false);
    await run('workbench.action.closePanel');
    await eventually(async () => {
      assert.match(await heatOf(), /^3 {2}heat5 {2}mark/m);
    });
  });

  it('with a program that never ends, a click in the status bar ends it and keeps the profile', async () => {
    writeFileSync(sampleFile('endless.js'), 'let n = 0;\nfor (;;) n = Math.sqrt(n + 1);\n');
    await showFile('endless.js');
    const ended = run('heatline.profileThisFile');
    await eventually(async () => {
      assert.match(await statusBar(), /endless\.js 0:0[1-9]/);
    });
    await workbench.click('.statusbar-item:has-text("endless.js") a');
    await eventually(async () => {
      assert.doesNotMatch(await statusBar(), /endless\.js/);
    });
    await ended;
    await run('workbench.action.closePanel');
    await eventually(async () => {
      assert.match(await heatOf(), /2 {2}heat5 {2}mark {2}9\d % · |2 {2}heat5 {2}mark {2}100 % · /);
    });
  });

  it('with a program that throws, its profile is shown all the same', async () => {
    await profileProgram('throws.js', `${busyProgram}throw new Error('on purpose');\n`);
    await eventually(async () => {
      assert.match(await heatOf(), /^2 {2}heat5 {2}mark/m);
    });
  });

  it('with a program whose own lines are cold, it says where to look', async () => {
    await profileProgram('idle.js', 'setTimeout(() => undefined, 300);\n');
    await eventually(async () => {
      const [text = ''] = await notifications();
      assert.match(text, /^(No line of idle\.js itself is hot: the time went elsewhere|idle\.js was idle)/);
    });
  });

  it('with a profile, opening it says what, and leaves the heat that was there', async () => {
    await showFile('nbody.mjs');
    await run('heatline.openProfile', vscode.Uri.file(writeProfile('nbody.cpuprofile', nbodyFrames())));
    for (const [name, text, message] of [
      ['empty.cpuprofile', '', 'empty.cpuprofile is empty.'],
      ['truncated.cpuprofile', '{"nodes":[{"id":1,', 'truncated.cpuprofile'],
      ['other.cpuprofile', '[1, 2, 3]', 'other.cpuprofile'],
    ] as const) {
      writeFileSync(sampleFile(name), text);
      await run('heatline.openProfile', vscode.Uri.file(sampleFile(name)));
      await eventually(async () => {
        const [shown = ''] = await notifications();
        assert.ok(shown.startsWith(message), shown);
      });
      await run('notifications.clearAll');
    }
    await run('workbench.action.focusFirstEditorGroup');
    await run('heatline.nextHotLine');
    await eventually(async () => {
      assert.match(await heatOf(), /^41 {2}heat5/m);
    });
  });

  it('with a profile in an editor of its own, the editor says what', async () => {
    writeFileSync(sampleFile('empty.cpuprofile'), '');
    await run('vscode.openWith', vscode.Uri.file(sampleFile('empty.cpuprofile')), 'heatline.profileEditor');
    await eventually(async () => {
      assert.match((await webview.texts('body')).join(), /empty\.cpuprofile is empty\./);
    });
  });
});
