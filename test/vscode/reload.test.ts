// What is there again after the window was reloaded. VS Code then runs the tests anew, so this file has a run of its own.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { nbodyFrames, sampleFile, writeProfile } from './sampleProfile.ts';
import { webview } from './workbench.ts';

const patience = 40_000;

if (process.env['HEATLINE_TESTS'] === 'reload') {
  describe('after a reload of the window', () => {
    before(async function () {
      const marker = sampleFile('reloaded');
      if (existsSync(marker)) return;
      writeFileSync(marker, '');
      this.timeout(0);
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
  });
}

async function panelIsThere(): Promise<void> {
  assert.match((await webview.texts('body')).join(), /nbody\.cpuprofile\s+V8 · 1 s · 100 samples/);
}
