// From the click on the flame to heat on the lines of a C++ program, which is compiled on the way.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vscode from 'vscode';
import { clearDesk, openProfile, run, showFile, showSessions } from './desk.ts';
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

describe('Errors in the use of memory', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  it('are problems with the places that used, freed and allocated, as long as their session is shown', async () => {
    const fixtures = path.resolve(__dirname, '../../../test/fixtures');
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline-memory-')));
    const source = path.join(folder, 'memory.cpp');
    copyFileSync(path.join(fixtures, 'native-memory/memory.cpp'), source);
    const recorded = readFileSync(path.join(fixtures, 'valgrind/3.19/memcheck-use-after-free.xml'), 'utf8');
    const file = path.join(folder, 'memcheck.xml');
    writeFileSync(file, recorded.replaceAll('/home/dev', folder));
    await openProfile(file);
    const uri = vscode.Uri.file(source);
    await eventually(() => {
      const [problem, ...others] = vscode.languages.getDiagnostics(uri);
      assert.equal(others.length, 0);
      assert.deepEqual([problem?.source, problem?.code, problem?.severity], ['Heatline', 'use-after-free', 0]);
      const related = problem?.relatedInformation?.map(
        ({ message, location }) => `${location.range.start.line + 1} ${message}`,
      );
      assert.deepEqual(
        related?.filter((text) => text.includes(' here')),
        [
          '29 happened here, in best(int const*)',
          '24 freed here, in close(Session*)',
          '18 allocated here, in open(char const*)',
        ],
      );
      assert.equal(problem?.range.start.line, 28);
    });
    await vscode.window.showTextDocument(uri);
    await run('workbench.actions.view.problems');
    await eventually(async () => {
      const rows = (await workbench.texts('.markers-panel .monaco-list-row')).join(' ').replace(/\s+/g, ' ');
      assert.match(rows, /Invalid read of size 4.* freed here, in close\(Session\*\)/);
    });
    await screenshot('memory errors');
    await run('heatline.clearHeat');
    await eventually(() => {
      assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
    });
    rmSync(folder, { recursive: true });
  });
});
