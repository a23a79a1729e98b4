// A profile is a file from anywhere: its names are shown as text and open nothing by themselves.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vscode from 'vscode';
import { clearDesk, openProfile, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { notifications, rowsOf } from './quickRun.ts';
import { sampleFile, writeProfile, type Frame } from './sampleProfile.ts';
import { screenshot, webview, workbench } from './workbench.ts';

const names = [
  '<img src=x onerror="document.title=1">',
  '[quit](command:workbench.action.closeWindow)',
  '![p](https://example.com/p.png) $(flame) https://example.com',
];

describe('a profile with hostile names', () => {
  let outside: string;

  before(async () => {
    await clearDesk();
    outside = mkdtempSync(path.join(tmpdir(), 'heatline-outside-'));
    writeFileSync(path.join(outside, 'secret.js'), 'secret();\nsecret();\n');
    const elsewhere = (file: string): Frame => ({ name: file, file, line: 1, column: 1, ticks: { 2: 5 } });
    const callers = names.map((name): Frame => ({
      name,
      file: sampleFile('nbody.mjs'),
      line: 1,
      column: 1,
      children: [{ name: 'attract', file: sampleFile('nbody.mjs'), line: 37, column: 17, ticks: { 41: 20 } }],
    }));
    const others = [
      path.join(outside, 'secret.js'),
      'file://host/share/x.js',
      '/nowhere/gone.js',
      'javascript:alert(1)',
    ];
    const root = { name: '(root)', children: [...callers, ...others.map(elsewhere)] };
    await showFile('nbody.mjs');
    await openProfile(writeProfile('hostile.cpuprofile', root));
  });
  after(async () => {
    await clearDesk();
    rmSync(outside, { recursive: true });
  });

  it('opens no file by itself', () => {
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
    assert.deepEqual(
      open.filter((file) => !file.startsWith(sampleFile(''))),
      [],
    );
  });

  it('heats a file outside the workspace once the user opens it', async () => {
    const document = await vscode.workspace.openTextDocument(path.join(outside, 'secret.js'));
    await vscode.window.showTextDocument(document);
    await eventually(async () => {
      assert.match(await heatOf(), /^2 {2}heat/);
    });
    await run('workbench.action.closeActiveEditor');
  });

  it('is text in the hover', async () => {
    const editor = await showFile('nbody.mjs');
    editor.revealRange(new vscode.Range(40, 0, 40, 0), vscode.TextEditorRevealType.InCenter);
    await workbench.hover('.view-line:has-text("const distance") >> text=sqrt');
    const hover = '.monaco-hover:has-text("attract")';
    const text = await workbench.text(hover);
    for (const name of names) assert.ok(text.includes(name), text);
    const links = await workbench.evaluate(
      hover,
      'Array.from(element.querySelectorAll("a"), (a) => a.dataset.href).join()',
    );
    assert.doesNotMatch(String(links), /closeWindow|example\.com/);
    // The flame of the heading and the symbols of notes are the only icons, and there is no picture.
    assert.equal(await workbench.evaluate(hover, 'element.querySelectorAll("img").length'), 0);
    assert.equal(await workbench.evaluate(hover, 'element.querySelectorAll(".codicon-flame").length'), 1);
    await screenshot('hostile hover');
  });

  it('is text in the side bar and in the panel', async () => {
    await run('heatline.showTotal');
    await run('heatline.hotSpots.focus');
    await eventually(async () => {
      const rows = (await rowsOf('Hot Spots')).join('\n');
      for (const name of names) assert.ok(rows.includes(name), rows);
    });
    await run('heatline.showSelf');
    await run('heatline.openPanel');
    await webview.click('[role=tab]:has-text("Functions")');
    await eventually(async () => {
      const text = (await webview.texts('body')).join();
      for (const name of names.slice(0, 2)) assert.ok(text.includes(name), text);
    });
    assert.equal(await webview.evaluate('body', 'element.querySelectorAll("img").length'), 0);
    await screenshot('hostile panel');
  });

  it('says so when a link leads to no file of this machine', async () => {
    for (const file of ['/nowhere/gone.js', '//host/share/x.js', 'javascript:alert(1)']) {
      await run('heatline.goToLine', file, 2);
      await eventually(async () => {
        assert.ok(
          (await notifications()).includes(
            `${file} is not a file on this machine, so there is nothing to open. [Show Details]`,
          ),
        );
      });
      await run('notifications.clearAll');
    }
  });
});
