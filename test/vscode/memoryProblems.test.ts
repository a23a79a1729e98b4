// Reports of Memcheck and the like become problems with every place that they name.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vscode from 'vscode';
import { clearDesk, openProfile, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { pickFromMenu, rowsOf } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, webview, workbench } from './workbench.ts';

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

/** All that it allocates, 8 MB, is on its line 6. */
const hungryProgram = `#include <vector>

// They are freed again.
int main() {
  std::vector<char *> pages;
  for (int i = 0; i < 2000; i++) pages.push_back(new char[4000]);
  for (char *page : pages) delete[] page;
}
`;

describe('Profile Memory of This File in C++', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  it('heats the line that allocates, in bytes, also when its session is opened again', async () => {
    const file = sampleFile('native/hungry.cpp');
    writeFileSync(file, hungryProgram);
    try {
      await showSessions();
      await showFile('native/hungry.cpp');
      const dropDown = '.editor-actions .dropdown-action-container .monaco-dropdown .action-label';
      await pickFromMenu(dropDown, 'Profile Memory of This File', 'left');
      const isHot = async (): Promise<void> => {
        assert.match(await heatOf(), /^6 {2}heat5 {2}mark {2}[\d.]+ % · 8[\d.]* MB/m);
      };
      await eventually(async () => {
        assert.match((await rowsOf('Sessions'))[0] ?? '', /^hungry\.cpp\s*heaptrack · 8[\d.]* MB · /);
        assert.match((await rowsOf('Hot Spots'))[0] ?? '', /^main/);
        await isHot();
      }, 40_000);
      await run('workbench.action.closePanel');
      await screenshot('native memory');
      await run('heatline.clearHeat');
      assert.equal(await heatOf(), '');
      await workbench.click('.pane:has(.pane-header:has-text("Sessions")) .monaco-list-row:has-text("hungry.cpp")');
      await eventually(async () => {
        await showFile('native/hungry.cpp');
        await isHot();
      });
      await run('heatline.openPanel');
      await eventually(async () => {
        assert.match((await webview.texts('body')).join(), /heaptrack/);
      });
      await screenshot('native memory again');
    } finally {
      rmSync(file);
    }
  });
});
