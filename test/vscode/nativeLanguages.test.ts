// From the click on the flame to heat and its hover in other languages than C++: Rust, Go and Python.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vscode from 'vscode';
import { markedLine } from '../e2e/markedLine.ts';
import { clearDesk, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { notifications, rowsOf, statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, webview, workbench } from './workbench.ts';

/** A compiler that runs for the first time fills its cache. */
const patience = 50_000;

describe('Profile This File', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  const languages = [
    { name: 'Rust, compiled alone', file: 'rust/shop.rs', hovered: 'price / 1.0001', function: 'shop::Apple' },
    { name: 'Rust, built by Cargo', file: 'cargo/src/shop.rs', hovered: 'price / 1.0001', function: 'shop::Apple' },
    { name: 'Go', file: 'go/shop.go', hovered: 'weight/1.0001', function: 'main.price' },
  ];
  for (const { name, file, hovered, function: hot } of languages) {
    it(`in ${name}, heats the hot line, whose hover tells its function`, async () => {
      copyProgram(file);
      const editor = await profile(file);
      const line = markedLine(sampleFile(file), 'hot');
      await eventually(async () => {
        assert.match((await rowsOf('Sessions'))[0] ?? '', new RegExp(`^${path.basename(file)}\\s*perf · `));
        editor.revealRange(new vscode.Range(line - 1, 0, line - 1, 0), vscode.TextEditorRevealType.InCenter);
        assert.match(await heatOf(), new RegExp(`^${line} {2}heat5 {2}mark {2}[\\d.]+ %`, 'm'));
        // Heat that grows closes hovers.
        assert.doesNotMatch(await statusBar(), /\d:\d\d · [\d,]+ samples/);
      }, patience);
      await workbench.hover(`.view-line:has-text("${hovered}") >> text=/1\\.0001/`);
      await eventually(async () => {
        const hovers = await workbench.texts('.monaco-hover');
        assert.ok(
          hovers.some((text) => text.includes(hot) && /This line\s+[\d.]+ %/.test(text)),
          hovers.join(),
        );
      });
      await screenshot(name);
    });
  }

  it('in Python, heats the first line of the function, or says which Python can tell its functions', async () => {
    copyProgram('python/step.py');
    await profile('python/step.py');
    const [, minor] = /3\.(\d+)/.exec(execFileSync('python3', ['--version'], { encoding: 'utf8' })) ?? [];
    if (Number(minor) >= 12) {
      await eventually(async () => {
        assert.match(await heatOf(), /^4 {2}heat5 {2}mark {2}[\d.]+ %/m);
      }, patience);
      await screenshot('Python');
      return;
    }
    await eventually(async () => {
      const shown = (await notifications()).join();
      assert.match(shown, /Python 3\.\d+\.\d+ does not tell perf its functions.*\.venv.* \[Open Flame Graph\]/);
    }, patience);
    await screenshot('Python');
    await workbench.click('.notifications-center .monaco-button:has-text("Open Flame Graph")');
    await eventually(async () => {
      assert.match((await webview.texts('body')).join(), /step\.py.*perf/s);
    });
    await screenshot('Python interpreter');
  });
});

/** Into a folder of its own, as Go takes all files of a folder for one package. */
function copyProgram(file: string): void {
  const folder = path.dirname(sampleFile(file));
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(__dirname, '../../../test/fixtures/programs/native', path.basename(file)), sampleFile(file));
  if (file.startsWith('cargo/')) {
    const manifest = '[package]\nname = "shop"\nversion = "1.0.0"\n[[bin]]\nname = "shop"\npath = "src/shop.rs"\n';
    writeFileSync(path.join(folder, '../Cargo.toml'), manifest);
  }
}

/** As a user does, with the flame above the editor. */
async function profile(file: string): Promise<vscode.TextEditor> {
  await showSessions();
  const editor = await showFile(file);
  await workbench.click('.editor-actions .action-label[aria-label^="Profile This File"]');
  return editor;
}
