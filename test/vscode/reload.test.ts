// What is there again after the window was reloaded. VS Code then runs the tests anew, so this file has a run of its own.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { rowsOf, statusBar } from './quickRun.ts';
import { nbodyFrames, sampleFile, writeProfile } from './sampleProfile.ts';
import { screenshot, webview, workbench } from './workbench.ts';

const patience = 40_000;

if (process.env['HEATLINE_TESTS'] === 'reload') {
  describe('after a reload of the window', () => {
    before(async function () {
      const marker = sampleFile('reloaded');
      if (existsSync(marker)) return;
      writeFileSync(marker, '');
      this.timeout(0);
      if (process.platform === 'linux') await profileGalaxy();
      await showFile('nbody.mjs');
      await run('heatline.openProfile', vscode.Uri.file(writeProfile('nbody.cpuprofile', nbodyFrames())));
      await eventually(panelIsThere);
      // Nothing of this process is left when the command is done.
      vscode.commands.executeCommand('workbench.action.reloadWindow').then(undefined, () => undefined);
      await new Promise(() => undefined);
    });

    it('the panel shows the session again', async () => {
      await eventually(panelIsThere, patience);
    });

    it('its heat is on the lines again', async () => {
      await eventually(async () => {
        vscode.window.visibleTextEditors[0]?.revealRange(new vscode.Range(40, 0, 60, 0));
        assert.match(await heatOf('.editor-group-container'), /^41 {2}heat5 {2}mark {2}50 % · 500 ms$/m);
      }, patience);
    });

    it('the heat of a native program comes back with its session', async function () {
      if (process.platform !== 'linux') return;
      await showSessions();
      const editor = await showFile('native/galaxy.cpp');
      await workbench.click('.pane:has(.pane-header:has-text("Sessions")) .monaco-list-row:has-text("galaxy.cpp")');
      editor.revealRange(new vscode.Range(28, 0, 28, 0), vscode.TextEditorRevealType.InCenter);
      await eventually(async () => {
        assert.match(await heatOf('.editor-group-container'), /^30 {2}heat\d {2}mark {2}[\d.]+ %/m);
        assert.match((await rowsOf('Hot Spots'))[0] ?? '', /Vector3::operator\*/);
      }, patience);
      await screenshot('native after a reload');
    });
  });
}

/** Its session is saved when it has ended. */
async function profileGalaxy(): Promise<void> {
  await showSessions();
  await showFile('native/galaxy.cpp');
  await run('heatline.profileThisFile');
  await eventually(async () => {
    assert.match((await rowsOf('Hot Spots'))[0] ?? '', /Vector3::operator\*/);
    assert.doesNotMatch(await statusBar(), /\d:\d\d · [\d,]+ samples/);
  }, patience);
}

async function panelIsThere(): Promise<void> {
  assert.match((await webview.texts('body')).join(), /nbody\.cpuprofile\s+V8 · 1 s · 100 samples/);
}
