// Profiles of other machines, whose files are here under other names.
import assert from 'node:assert/strict';
import path from 'node:path';
import vscode from 'vscode';
import { clearDesk, openProfile, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { notifications } from './quickRun.ts';
import { nbodyFrames, sampleFile, writeProfile, type Frame } from './sampleProfile.ts';
import { screenshot, workbench } from './workbench.ts';

const setting = 'heatline.pathMapping';
const folder = path.dirname(sampleFile('nbody.mjs'));

describe('a profile of another machine', () => {
  beforeEach(clearDesk);
  after(async () => {
    await vscode.workspace.getConfiguration().update(setting, undefined, vscode.ConfigurationTarget.Workspace);
    await clearDesk();
  });

  it('asks where its files are, heats them, and remembers the answer', async () => {
    await openProfile(writeProfile('container.cpuprofile', inFolder(nbodyFrames(), '/app')));
    await showFile('nbody.mjs');
    await eventually(async () => {
      const shown = (await notifications()).join('\n');
      assert.ok(shown.includes(`Is /app the folder ${folder}?`), shown);
    });
    await screenshot('mapping');
    await workbench.click(`.notifications-center .monaco-button:has-text("Yes, Use")`);
    await heatIsThere();
    assert.deepEqual(vscode.workspace.getConfiguration().get(setting), { '/app': '${workspaceFolder}' });
    await run('heatline.clearHeat');
    await openProfile(writeProfile('container2.cpuprofile', inFolder(nbodyFrames(), '/app')));
    await heatIsThere();
    assert.doesNotMatch((await notifications()).join('\n'), /container2/);
  });

  it('changes no setting when the answer is never', async () => {
    const profile = writeProfile('server.cpuprofile', inFolder(nbodyFrames(), 'http://localhost:3000'));
    await openProfile(profile);
    await eventually(async () => {
      assert.match((await notifications()).join('\n'), /Is http:\/\/localhost:3000 the folder/);
    });
    await workbench.click(`.notifications-center .monaco-button:has-text("Never")`);
    assert.deepEqual(vscode.workspace.getConfiguration().get(setting), { '/app': '${workspaceFolder}' });
  });
});

async function heatIsThere(): Promise<void> {
  await eventually(async () => {
    vscode.window.visibleTextEditors[0]?.revealRange(new vscode.Range(37, 0, 37, 0), vscode.TextEditorRevealType.AtTop);
    assert.match(await heatOf(), /^41 {2}heat5 {2}mark {2}50 % · 500 ms$/m);
  });
}

/** The same frames, recorded elsewhere. */
function inFolder(frame: Frame, elsewhere: string): Frame {
  return {
    ...frame,
    ...(frame.file === undefined ? {} : { file: `${elsewhere}/${path.basename(frame.file)}` }),
    children: (frame.children ?? []).map((child) => inFolder(child, elsewhere)),
  };
}
