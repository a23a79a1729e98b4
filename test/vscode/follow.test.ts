// Heat follows the text that was profiled, whatever happens to the file.
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { profileProgram, statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, workbench } from './workbench.ts';

/** Busy on its line 4. */
const program = `function work() {
  const until = Date.now() + 300;
  let sum = 0;
  while (Date.now() < until) sum += Math.sqrt(until);
  return sum;
}
work();
`;

/** Another branch's: a license above, a line more, tabs, and the work called from elsewhere. */
const otherBranch = `// Copyright
// All rights reserved

function helper(value) {
	return value + 1;
}

function work() {
	const until = Date.now() + 300;
	let sum = 0;
	while (Date.now() < until) sum += Math.sqrt(until);
	console.log(sum);
	return sum;
}
helper(work());
`;

describe('heat by content', () => {
  const file = 'branches.js';

  beforeEach(async () => {
    await clearDesk();
    await profileProgram(file, program);
    await hotLineIs(/^4 {2}heat5/m);
    assert.doesNotMatch(await statusBar(), /differ/);
  });
  after(clearDesk);

  it('survives a checkout of another branch, and the way back', async () => {
    writeFileSync(sampleFile(file), otherBranch);
    await hotLineIs(/^11 {2}heat5/m);
    await eventually(async () => {
      assert.match(await statusBar(), /9 lines differ/);
    });
    await screenshot('branch');
    writeFileSync(sampleFile(file), program);
    await hotLineIs(/^4 {2}heat5/m);
    await eventually(async () => {
      assert.doesNotMatch(await statusBar(), /differ/);
    });
  });

  it('finds its lines when the file changed while it was closed', async () => {
    await run('workbench.action.closeAllEditors');
    writeFileSync(sampleFile(file), otherBranch);
    await showFile(file);
    await hotLineIs(/^11 {2}heat5/m);
  });

  it('finds them when the session is opened again', async () => {
    await run('heatline.clearHeat');
    writeFileSync(sampleFile(file), otherBranch);
    await hotLineIs(/^$/);
    await showSessions();
    await workbench.click(`.pane:has(.pane-header:has-text("Sessions")) .monaco-list-row:has-text("${file}")`);
    await hotLineIs(/^11 {2}heat5/m);
  });

  it('dims a line that is other code now, in the editor and in its hover', async () => {
    writeFileSync(sampleFile(file), otherBranch.replace('sum += Math.sqrt(until)', 'sum += Math.hypot(until, 2)'));
    await hotLineIs(/^11 {2}[\d.]+ % · \d+ ms · edited since/m);
    await workbench.hover('.view-line:has-text("Math.hypot") >> text=Math');
    await eventually(async () => {
      const hover = (await workbench.texts('.monaco-hover')).join();
      assert.match(hover, /This line was edited since it was profiled/);
      assert.match(hover, /10 lines of this file are not as profiled/);
    });
  });

  it('goes with a file that was moved', async () => {
    await run('heatline.clearHeat');
    await run('workbench.action.closeAllEditors');
    mkdirSync(sampleFile('moved'), { recursive: true });
    renameSync(sampleFile(file), sampleFile(`moved/${file}`));
    await showFile(`moved/${file}`);
    await showSessions();
    await workbench.click(`.pane:has(.pane-header:has-text("Sessions")) .monaco-list-row:has-text("${file}")`);
    await hotLineIs(/^4 {2}heat5/m);
    rmSync(sampleFile('moved'), { recursive: true });
  });

  it('shows what became of the profiled text', async () => {
    writeFileSync(sampleFile(file), `// new\n${program}`);
    await eventually(async () => {
      assert.match(await statusBar(), /1 line differs/);
    });
    await workbench.click('.statusbar-item:has-text("1 line differs")');
    await eventually(() => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputTextDiff);
      const original = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === input.original.toString());
      assert.equal(original?.getText(), program);
    });
    await screenshot('changes');
  });
});

async function hotLineIs(expected: RegExp): Promise<void> {
  await eventually(async () => {
    assert.match(await heatOf(), expected);
  });
}
