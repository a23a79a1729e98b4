// From the click on the flame to heat on the lines of a C++ program, which is compiled on the way.
import assert from 'node:assert/strict';
import vscode from 'vscode';
import { clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { rowsOf } from './quickRun.ts';
import { screenshot, workbench } from './workbench.ts';

describe('Profile This File in C++', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  it('compiles the program, runs it under perf, and heats its lines and those of its header', async () => {
    await showSessions();
    const editor = await showFile('native/galaxy.cpp');
    await workbench.click('.editor-actions .action-label[aria-label^="Profile This File"]');
    await eventually(async () => {
      assert.match((await rowsOf('Sessions'))[0] ?? '', /^galaxy\.cpp\s*perf · [\d.]+ s · [\d,]+ samples · /);
      assert.match((await rowsOf('Hot Spots'))[0] ?? '', /Vector3::operator\*/);
    }, 40_000);
    await run('workbench.action.closePanel');
    editor.revealRange(new vscode.Range(28, 0, 28, 0), vscode.TextEditorRevealType.InCenter);
    // The loop of `attraction`.
    await eventually(async () => {
      assert.match(await heatOf(), /^30 {2}heat\d {2}mark {2}[\d.]+ %/m);
    });
    await run('heatline.openPanel');
    await screenshot('native');
    // What the compiler inlined is hot where it is written.
    await showFile('native/vector3.h');
    await eventually(async () => {
      assert.match(await heatOf(), /^9 {2}heat5 {2}mark {2}[\d.]+ %/m);
    });
    await screenshot('native header');
  });
});
