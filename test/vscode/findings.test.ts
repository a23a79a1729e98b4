// What is worth changing in a run, as problems of its files.
import assert from 'node:assert/strict';
import vscode from 'vscode';
import { clearDesk, openProfile, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { nbodyFrames, sampleFile, writeProfile } from './sampleProfile.ts';
import { runCommand, screenshot, workbench } from './workbench.ts';

/** Most of the time on one line of `attract`, in enough samples to be sure. */
function oneHotLine() {
  const root = nbodyFrames();
  const attract = root.children?.[0]?.children?.[0]?.children?.[0];
  assert.ok(attract);
  return { ...root, children: [{ ...attract, ticks: { 41: 300, 42: 100 } }] };
}

describe('findings as problems', () => {
  let profile: string;

  before(() => {
    profile = writeProfile('findings.cpuprofile', oneHotLine());
  });
  beforeEach(async () => {
    await clearDesk();
    await openProfile(profile);
    await showFile('nbody.mjs');
  });
  afterEach(async () => {
    // A test that failed may have left them on.
    if (linesOf('nbody.mjs').length > 0) await run('heatline.showFindings');
    await run('heatline.clearHeat');
  });
  after(clearDesk);

  it('come and go with their command, and follow the text', async () => {
    await runCommand('Heatline: Show Findings as Problems');
    await eventually(async () => {
      const rows = (await workbench.texts('.markers-panel .monaco-list-row')).join(' ').replace(/\s+/g, ' ');
      assert.match(rows, /One line of attract has 75 % of the time\. Begin here.* Heatline hotLine \[Ln 41, Col \d+\]/);
      assert.match(rows, /attract \(nbody\.mjs:41\) itself took 3 s, 75 % of the busy time/);
    });
    await screenshot('findings');
    const editor = await showFile('nbody.mjs');
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '// new\n// lines\n');
    });
    await eventually(() => {
      assert.deepEqual(linesOf('nbody.mjs'), [43]);
    });
    await run('heatline.showFindings');
    assert.deepEqual(linesOf('nbody.mjs'), []);
  });

  it('go with their session and come with the next', async () => {
    await run('heatline.showFindings');
    assert.deepEqual(linesOf('nbody.mjs'), [41]);
    await run('heatline.clearHeat');
    assert.deepEqual(linesOf('nbody.mjs'), []);
    await openProfile(profile);
    await eventually(() => {
      assert.deepEqual(linesOf('nbody.mjs'), [41]);
    });
    await run('heatline.showFindings');
    assert.deepEqual(linesOf('nbody.mjs'), []);
  });
});

/** 1-based lines of Heatline's problems in a file. */
function linesOf(name: string): number[] {
  const problems = vscode.languages.getDiagnostics(vscode.Uri.file(sampleFile(name)));
  return problems.filter(({ source }) => source === 'Heatline').map(({ range }) => range.start.line + 1);
}
