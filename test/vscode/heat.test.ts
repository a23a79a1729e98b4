// Heat on lines, from a profile with round numbers.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import vscode from 'vscode';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { nbodyFrames, sampleFile, writeProfile } from './sampleProfile.ts';
import { screenshot, workbench } from './workbench.ts';

const log = (x: unknown) =>
  appendFileSync('/tmp/ext/log', `${typeof x === 'string' ? x : JSON.stringify(x, null, 1)}\n`);

describe('heat', () => {
  it('explores', async () => {
    const profile = writeProfile('nbody.cpuprofile', nbodyFrames());
    const document = await vscode.workspace.openTextDocument(sampleFile('nbody.mjs'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('heatline.openProfile', vscode.Uri.file(profile));
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await vscode.commands.executeCommand('heatline.nextHotLine');
    for (const theme of [
      'Default Light Modern',
      'Default Dark Modern',
      'Default High Contrast',
      'Default High Contrast Light',
    ]) {
      await vscode.workspace.getConfiguration().update('workbench.colorTheme', theme, true);
      await new Promise((r) => setTimeout(r, 1500));
      log(await heatOf());
      await screenshot('x-heat ' + theme);
    }
    await vscode.commands.executeCommand('heatline.showTotal');
    await new Promise((r) => setTimeout(r, 1500));
    log(await heatOf());
    await workbench.hover('.view-line:has-text("let j = i + 1") >> text=length');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    log(await workbench.texts('.monaco-hover'));
    await screenshot('x-hover');
    await vscode.commands.executeCommand('heatline.hotSpots.focus');
    await new Promise((r) => setTimeout(r, 1500));
    log(await workbench.texts('.monaco-list-row'));
    await screenshot('x-tree');
    void eventually;
    void assert;
  });
});
