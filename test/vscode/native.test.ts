// From the click on the flame to heat on the lines of a C++ program, which is compiled on the way.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { changeSetting, clearDesk, run, runChanging, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { rowsOf, statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, webview, workbench } from './workbench.ts';

const patience = 40_000;

/** All of its time is inlined from the standard library into its line 6. */
const dotProgram = `#include <cstdio>
#include <numeric>
#include <vector>

__attribute__((noinline)) static double dot(const std::vector<double> &a, const std::vector<double> &b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

int main() {
  std::vector<double> a(20000, 1.5), b(20000, 0.5);
  double sum = 0;
  for (int round = 0; round < 40000; round++) {
    a[round % a.size()] = round;
    sum += dot(a, b);
  }
  std::printf("%f\\n", sum);
}
`;

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
    }, patience);
    await run('workbench.action.closePanel');
    editor.revealRange(new vscode.Range(28, 0, 28, 0), vscode.TextEditorRevealType.InCenter);
    // The loop of `attraction`.
    await eventually(async () => {
      assert.match(await heatOf(), /^30 {2}heat\d {2}mark {2}[\d.]+ %/m);
    });
    await run('heatline.openPanel');
    await screenshot('native');
    await webview.click('[role=tab]:has-text("Timeline")');
    await eventually(async () => {
      assert.match((await webview.texts('.lanes-legend')).join(), /RSS.*CPU.*Minor faults.*from \/proc/s);
    });
    await screenshot('native timeline');
    await webview.click('[role=tab]:has-text("Flame")');
    // What the compiler inlined is hot where it is written.
    await showFile('native/vector3.h');
    await eventually(async () => {
      assert.match(await heatOf(), /^9 {2}heat5 {2}mark {2}[\d.]+ %/m);
    });
    await screenshot('native header');
  });

  it('shows the instructions of a line, hottest first in sight, and what each cost', async () => {
    const editor = await showFile('native/galaxy.cpp');
    await openNewest('galaxy.cpp');
    editor.selection = new vscode.Selection(29, 0, 29, 0);
    for (const [theme, name] of themes) {
      await changeSetting('workbench.colorTheme', theme);
      await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
      await run('heatline.showMachineCode');
      await eventually(async () => {
        assert.match(await heatOf(), /^\d+ {2}heat5 {2}mark {2}[\d.]+ m?s$/m);
      });
      await screenshot(`machine code ${name}`);
    }
    const shown = vscode.window.activeTextEditor;
    assert.equal(shown?.document.uri.scheme, 'heatline-code');
    const text = shown.document.getText();
    assert.match(text, /^attraction\(Star const&.*\n[\d.]+ % · [\d.]+ m?s in \d+ instructions of \/.*\/galaxy-/);
    assert.match(text, /^native\/galaxy\.cpp:30 {2}sum \+= towards \*/m);
    assert.match(text, /^ +[\d.]+ % {2}[0-9a-f]+ {2}\w+ +/m);
    // From the row of a source line to that line.
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      shown.document.uri,
    );
    assert.ok(
      links.some(({ target }) => target?.path.endsWith('/native/vector3.h') === true && target.fragment === 'L9'),
    );
  });

  it('keeps its heat through edits when the session is opened again, and tells that the file differs', async () => {
    const file = sampleFile('native/galaxy.cpp');
    const before = readFileSync(file, 'utf8');
    try {
      writeFileSync(file, `// one\n// two\n${before}`);
      const editor = await showFile('native/galaxy.cpp');
      await openNewest('galaxy.cpp');
      editor.revealRange(new vscode.Range(30, 0, 30, 0), vscode.TextEditorRevealType.InCenter);
      await eventually(async () => {
        assert.match(await heatOf(), /^32 {2}heat\d {2}mark {2}[\d.]+ %/m);
        assert.match(await statusBar(), /2 lines differ/);
      });
    } finally {
      writeFileSync(file, before);
    }
  });

  it('has inlined library code on its own lines or on mine, at once', async () => {
    writeFileSync(sampleFile('native/dot.cpp'), dotProgram);
    await showSessions();
    await showFile('native/dot.cpp');
    await run('heatline.profileThisFile');
    await run('workbench.action.closePanel');
    await eventually(async () => {
      assert.match((await rowsOf('Hot Spots'))[0] ?? '', /inner_product/);
      assert.match(await statusBar(), /Innermost lines/);
    }, patience);
    await run('heatline.openPanel');
    assert.doesNotMatch(await heatOf('.editor-group-container'), /^6 {2}heat5/m);
    await screenshot('innermost lines');
    await runChanging('heatline.heat.inlined', 'heatline.showMine');
    await eventually(async () => {
      assert.match(await heatOf('.editor-group-container'), /^6 {2}heat5 {2}mark {2}[\d.]+ %/m);
      assert.match((await rowsOf('Hot Spots'))[0] ?? '', /^dot\(/);
      assert.match(await statusBar(), /My lines/);
      assert.doesNotMatch((await webview.texts('body')).join(), /inner_product/);
    });
    for (const [theme, name] of themes) {
      await changeSetting('workbench.colorTheme', theme);
      await screenshot(`my lines ${name}`);
    }
    await run('heatline.showInnermost');
    await eventually(async () => {
      assert.match((await rowsOf('Hot Spots'))[0] ?? '', /inner_product/);
    });
  });

  it('runs what its launch configuration starts, after its task', async () => {
    const configuration = {
      name: 'Galaxy of 40 steps',
      type: 'cppdbg',
      request: 'launch',
      program: '${workspaceFolder}/native/bin/stars',
      args: ['400'],
      preLaunchTask: 'compile stars',
    };
    const parameters = ['-O2', '-g', '-fno-omit-frame-pointer', 'native/galaxy.cpp', '-o', 'native/bin/stars'];
    const task = { label: 'compile stars', type: 'process', command: 'g++', args: parameters };
    const texts = ['.vscode/launch.json', '.vscode/tasks.json'].map(
      (name) => [name, readOr(sampleFile(name))] as const,
    );
    try {
      rmSync(sampleFile('native/bin'), { recursive: true, force: true });
      mkdirSync(sampleFile('native/bin'));
      writeFileSync(sampleFile('.vscode/tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [task] }));
      writeFileSync(
        sampleFile('.vscode/launch.json'),
        JSON.stringify({ version: '0.2.0', configurations: [configuration] }),
      );
      await eventually(() => {
        const configurations = vscode.workspace.getConfiguration('launch').get<object[]>('configurations');
        assert.match(JSON.stringify(configurations), /Galaxy of 40 steps/);
      });
      await showSessions();
      const editor = await showFile('native/galaxy.cpp');
      // Compiled alone or launched: the file does not tell before that was built once.
      void run('heatline.profileThisFile');
      await workbench.click('.quick-input-list .monaco-list-row:has-text("Galaxy of 40 steps")');
      await eventually(async () => {
        assert.ok(existsSync(sampleFile('native/bin/stars')));
        assert.match((await rowsOf('Sessions'))[0] ?? '', /^galaxy\.cpp\s*perf · /);
        assert.match((await rowsOf('Hot Spots')).join(), /Vector3/);
      }, patience);
      await run('workbench.action.closePanel');
      editor.revealRange(new vscode.Range(28, 0, 28, 0), vscode.TextEditorRevealType.InCenter);
      await eventually(async () => {
        assert.match(await heatOf(), /^30 {2}heat\d/m);
      });
    } finally {
      for (const [name, text] of texts) {
        if (text === undefined) rmSync(sampleFile(name), { force: true });
        else writeFileSync(sampleFile(name), text);
      }
    }
  });
});

const themes = [
  ['Default Light Modern', 'light'],
  ['Default High Contrast', 'high contrast'],
  ['Default Dark Modern', 'dark'],
] as const;

async function openNewest(name: string): Promise<void> {
  await showSessions();
  await workbench.click(`.pane:has(.pane-header:has-text("Sessions")) .monaco-list-row:has-text("${name}")`);
  await eventually(async () => {
    assert.match((await rowsOf('Hot Spots')).join(), /Vector3/);
  }, patience);
}

function readOr(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
