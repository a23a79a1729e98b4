// From the click on the flame to heat and its hover in other languages than C++: Rust, Go and Python.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vscode from 'vscode';
import { markedLine } from '../e2e/markedLine.ts';
import { clearDesk, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { rowsOf, statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, workbench } from './workbench.ts';

/** A compiler that runs for the first time fills its cache. */
const patience = 50_000;

describe('Profile This File', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  const languages = [
    { name: 'Rust, compiled alone', file: 'rust/shop.rs', hovered: 'price / 1.0001', function: 'shop::Apple' },
    { name: 'Rust, built by Cargo', file: 'cargo/src/shop.rs', hovered: 'price / 1.0001', function: 'shop::Apple' },
    { name: 'Go', file: 'go/shop.go', hovered: 'weight/1.0001', function: 'main.price' },
    { name: 'Python', file: 'python/step.py', hovered: '% 1009', function: 'step', tool: 'python' },
  ];
  for (const { name, file, hovered, function: hot, tool = 'perf' } of languages) {
    it(`in ${name}, heats the hot line, whose hover tells its function`, async () => {
      copyProgram(file);
      const editor = await profile(file);
      const line = markedLine(sampleFile(file), 'hot');
      await eventually(async () => {
        assert.match((await rowsOf('Sessions'))[0] ?? '', new RegExp(`^${path.basename(file)}\\s*${tool} · `));
        editor.revealRange(new vscode.Range(line - 1, 0, line - 1, 0), vscode.TextEditorRevealType.InCenter);
        assert.match(await heatOf(), new RegExp(`^${line} {2}heat5 {2}mark {2}[\\d.]+ %`, 'm'));
        // Heat that grows closes hovers.
        assert.doesNotMatch(await statusBar(), /\d:\d\d · [\d,]+ samples/);
      }, patience);
      await workbench.hover(`.view-line:has-text("${hovered}") >> text=/1\\.?00/`);
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
