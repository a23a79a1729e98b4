// The panel inside VS Code: where it comes from and what it has to do with the editors. What the page itself does is tested in test/ui.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import vscode from 'vscode';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { saveAs } from './quickRun.ts';
import { nbodyFrames, sampleFile, writeProfile } from './sampleProfile.ts';
import { webview, workbench } from './workbench.ts';

describe('the panel', () => {
  let profile: string;

  beforeEach(async () => {
    await clearDesk();
    profile = writeProfile('nbody.cpuprofile', nbodyFrames());
  });
  after(clearDesk);

  it('invites to profile something while there is nothing to show', async () => {
    await run('heatline.openPanel');
    await pageHas(/Profile This File/i);
  });

  it('follows the cursor, and the editor follows it', async () => {
    const editor = await showFile('nbody.mjs');
    await run('heatline.openProfile', vscode.Uri.file(profile));
    await pageHas(/nbody\.cpuprofile\s+V8 · 1 s · 100 samples/);
    editor.selection = new vscode.Selection(52, 0, 52, 0);
    await pageHas(/advance\s+nbody\.mjs:51\s+Total 970 ms/);
    // A line without heat of its own, inside a function.
    editor.selection = new vscode.Selection(37, 0, 37, 0);
    await pageHas(/attract\s+nbody\.mjs:37\s+Total 840 ms/);
    await webview.click('[role=tab]:has-text("Functions")');
    await webview.click('tbody tr:has-text("advance")');
    await webview.click('button:has-text("Open Source")');
    await eventually(() => {
      assert.equal(editor.selection.active.line, 50);
    });
    assert.equal(vscode.window.visibleTextEditors.length, 1);
  });

  it('comes back with what it showed after it was hidden', async () => {
    await run('heatline.openProfile', vscode.Uri.file(profile));
    await pageHas(/100 samples/);
    const document = await vscode.workspace.openTextDocument(sampleFile('markdown.js'));
    const [panel] = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter((tab) => tab.input instanceof vscode.TabInputWebview);
    await vscode.window.showTextDocument(document, { viewColumn: panel?.group.viewColumn ?? vscode.ViewColumn.One });
    await eventually(async () => {
      assert.deepEqual(await webview.texts('body'), []);
    });
    await run('heatline.openPanel');
    await pageHas(/100 samples/);
  });

  it('is an editor of profile files, and heats the sources', async () => {
    await run('vscode.openWith', vscode.Uri.file(profile), 'heatline.profileEditor');
    await pageHas(/nbody\.cpuprofile\s+V8 · 1 s · 100 samples/);
    const spots = await workbench.texts('.pane:has(.pane-header:has-text("Hot Spots")) .monaco-list-row');
    assert.ok(spots.length === 0 || spots.join().includes('attract'));
    await showFile('nbody.mjs', vscode.ViewColumn.Two);
    await run('heatline.nextHotLine');
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 40);
  });

  it('exports what it shows', async () => {
    await run('heatline.openProfile', vscode.Uri.file(profile));
    await pageHas(/100 samples/);
    await webview.click('[aria-label*="xport"]');
    await webview.click('[role=menuitem]:has-text("speedscope")');
    await saveAs(/^Export nbody\.cpuprofile/, '/nbody.speedscope.json', sampleFile('panel.speedscope.json'));
    await eventually(() => {
      assert.ok(existsSync(sampleFile('panel.speedscope.json')));
    });
  });

  it('saves the chart as an image', async () => {
    await run('heatline.openProfile', vscode.Uri.file(profile));
    await pageHas(/100 samples/);
    await webview.click('[aria-label*="xport"]');
    await webview.click('[role=menuitem]:has-text("Image (SVG)")');
    await saveAs(/^Export nbody\.cpuprofile/, '/nbody.svg', sampleFile('panel.svg'));
    await eventually(() => {
      assert.match(readFileSync(sampleFile('panel.svg'), 'utf8'), /^<svg [^]*<text [^]*<\/svg>\n$/);
    });
  });
});

async function pageHas(pattern: RegExp): Promise<void> {
  await eventually(async () => {
    assert.match((await webview.texts('body')).join(), pattern);
  });
}
