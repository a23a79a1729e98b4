import assert from 'node:assert/strict';
import path from 'node:path';
import vscode from 'vscode';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { screenshot, workbench, press, webview } from './workbench.ts';

describe('Profile This File', () => {
  it('runs the program in a terminal and heats its lines', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const document = await vscode.workspace.openTextDocument(path.join(folder, 'nbody.mjs'));
    const editor = await vscode.window.showTextDocument(document);
    await workbench.click('.editor-actions .action-label[aria-label*="Profile This File"]');
    await eventually(async () => {
      const items = await workbench.texts('.statusbar-item');
      assert.ok(
        items.some((item) => item.includes('nbody.mjs')),
        items.join('|'),
      );
    });
    await eventually(async () => {
      const items = await workbench.texts('.statusbar-item');
      assert.ok(!items.some((item) => item.includes('nbody.mjs')), items.join('|'));
    }, 30000);
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await vscode.commands.executeCommand('heatline.nextHotLine');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    console.log(await heatOf());
    await screenshot('x-heat');
    await workbench.hover('.view-line:has-text("const distance") span > span');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    console.log(await workbench.texts('.monaco-hover'));
    await screenshot('x-hover');
    await press('Escape');
    await vscode.commands.executeCommand('heatline.openPanel');
    await vscode.commands.executeCommand('heatline.hotSpots.focus');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await screenshot('x-panel');
    console.log(await workbench.texts('.monaco-list-row'));
    console.log((await webview.texts('body')).join('\n').slice(0, 1500));
    await vscode.workspace.getConfiguration().update('workbench.colorTheme', 'Default Dark Modern', true);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await screenshot('x-panel-dark');
    await vscode.workspace.getConfiguration().update('workbench.colorTheme', 'Default High Contrast', true);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await screenshot('x-panel-hc');
    void editor;
  });
});
