// What must hold of Heatline from the checkout and from the package alike; `npm test` runs it against both.
import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vscode from 'vscode';
import { clearDesk, run, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { pageHas, removeSnapshots } from './heapPage.ts';
import { profileProgram, rowsOf } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('Heatline', () => {
  it('has an implementation of every command that it lists', async () => {
    const heatline = vscode.extensions.getExtension('heatline.heatline');
    assert.ok(heatline);
    await heatline.activate();
    const listed = (heatline.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    assert.ok(listed.length > 0);
    const registered = new Set(await vscode.commands.getCommands());
    assert.deepEqual(
      listed.filter((command) => !registered.has(command)),
      [],
    );
  });

  // Most of its code is loaded only then.
  it('measures a program and reads a heap snapshot', async () => {
    await profileProgram('smoke.js');
    await showSessions();
    await eventually(async () => {
      assert.match((await rowsOf('Sessions')).join('\n'), /smoke\.js/);
    });
    const file = sampleFile('smoke.heapsnapshot');
    v8.writeHeapSnapshot(file);
    await run('heatline.openProfile', vscode.Uri.file(file));
    await pageHas(/smoke\.heapsnapshot\s+[\d.]+ MB in [\d,]+ objects/);
    await clearDesk();
    removeSnapshots();
  });
});
