// From the click on the flame to heat on the lines, with programs that run for seconds.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { changeSetting, clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, type, webview, workbench } from './workbench.ts';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern', contrast: 'Default High Contrast' };
const flame = '.editor-actions .action-label[aria-label^="Profile This File"]';

describe('Profile This File', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  it('runs the program in a terminal, shows its time, and heats the lines that were hot', async () => {
    const editor = await showFile('nbody.mjs');
    await workbench.click(flame);
    await eventually(async () => {
      assert.match(await statusBar(), /nbody\.mjs 0:0\d/);
    });
    await screenshot('running');
    await ended('nbody.mjs');
    assert.match((await workbench.texts('.xterm-rows > div')).join('\n'), /the energy is off by/);
    await run('workbench.action.closePanel');
    editor.revealRange(new vscode.Range(40, 0, 40, 0), vscode.TextEditorRevealType.InCenter);
    const attract = await eventually(async () => {
      const lines = (await heatOf()).split('\n').filter((line) => /^(3[7-9]|4\d) /.test(line));
      assert.ok(lines.length >= 3, await heatOf());
      return lines;
    });
    // Most of the time goes to the square root and the division of `attract`.
    const share = attract.reduce((sum, line) => sum + Number(/ ([\d.]+) %/.exec(line)?.[1] ?? 0), 0);
    assert.ok(share > 40 && share <= 100, attract.join('\n'));
    assert.ok(attract.some((line) => /heat5 {2}mark/.test(line)));

    await showSessions();
    await run('heatline.openPanel');
    await eventually(async () => {
      const rows = await workbench.texts('.pane:has-text("Sessions") .monaco-list-row');
      assert.match(rows[0] ?? '', /^nbody\.mjs\s*V8 · [\d.]+ s · [\d,]+ samples · /);
      const spots = await workbench.texts('.pane:has-text("Hot Spots") .monaco-list-row');
      assert.match(spots[0] ?? '', /^attract\s*\d\d % · [\d.]+ m?s nbody\.mjs:37/);
      assert.match((await webview.texts('body')).join(), /nbody\.mjs\s+V8 · [\d.]+ s · [\d,]+ samples/);
    });
    await workbench.click('.pane:has-text("Hot Spots") .monaco-list-row:has-text("advance")');
    await eventually(() => {
      assert.equal(vscode.window.activeTextEditor?.selection.active.line, 50);
    });
    for (const [name, theme] of Object.entries(themes)) {
      await changeSetting('workbench.colorTheme', theme);
      await eventually(async () => {
        assert.match(await heatOf(), /heat5/);
      });
      await screenshot(`editor and panel ${name}`);
    }
  });

  it('finds the heat of TypeScript in its source', async () => {
    await showFile('src/wordcount.ts');
    await workbench.click(flame);
    await ended('wordcount.ts');
    await run('workbench.action.closePanel');
    await eventually(async () => {
      await run('heatline.nextHotLine');
      assert.match(await heatOf(), /heat\d {2}mark {2}[\d.]+ % · /);
    });
    await screenshot('typescript');
  });

  it('gives the program its keyboard, arguments, directory and environment, and keeps them for the next run', async () => {
    writeFileSync(
      sampleFile('ask.js'),
      `const fs = require('fs');
      process.stdin.once('data', (data) => {
        const until = Date.now() + 300;
        while (Date.now() < until);
        console.log([String(data).trim(), process.argv.slice(2), process.env.ROLE, process.cwd()].join('|'));
        process.exit(4);
      });
      // Counts its runs, so that what the first printed is not taken for the second's.
      const runs = __filename + '.runs';
      fs.appendFileSync(runs, '.');
      console.log('ready', fs.statSync(runs).size);`,
    );
    await showFile('ask.js');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    void run('heatline.profileThisFileWith');
    await answer('Arguments', '--size 10 "two words"');
    await answer('Environment', 'ROLE="the tester"');
    await answer('Working directory', sampleFile('lib'));
    await pick('Profile ask.js');
    for (const again of [false, true]) {
      if (again) void run('heatline.rerunLast');
      await terminalHas(again ? 'ready 2' : 'ready 1');
      await workbench.click('.xterm-screen');
      await workbench.text('.xterm.focus');
      await type('tea\n');
      await terminalHas(`tea|--size,10,two words|the tester|${sampleFile('lib')}`);
      await terminalHas('exit code: 4');
      await eventually(async () => {
        assert.match(await heatOf(), /^4 /m);
      });
    }
    void run('heatline.profileThisFileWith');
    assert.match(
      await workbench.text('.quick-input-list .monaco-list-row:has-text("Arguments")'),
      /--size 10 "two words"/,
    );
    await run('workbench.action.closeQuickOpen');
  });

  it('measures memory', async () => {
    await showFile('orders.mjs');
    void run('heatline.profileMemory');
    await ended('orders.mjs');
    await showSessions();
    await eventually(async () => {
      const rows = await workbench.texts('.pane:has-text("Sessions") .monaco-list-row');
      assert.match(rows[0] ?? '', /^orders\.mjs\s*V8 · [\d.]+ [kM]B · /);
    });
  });

  it('measures CPU time and memory in one run, and shows both on the line', async () => {
    writeFileSync(
      sampleFile('both.js'),
      `const kept = [];
function keep() {
  for (let i = 0; i < 30_000; i++) kept.push(new Array(125).fill(i));
}
const until = Date.now() + 500;
while (Date.now() < until) Math.sqrt(until);
keep();
`,
    );
    await showFile('both.js');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    void run('heatline.profileCpuAndMemory');
    await run('workbench.action.closePanel');
    await eventually(async () => {
      const heat = await heatOf();
      // V8 knows the function, which begins on line 2.
      assert.match(heat, /^2 .*\b[23]\d(\.\d)? MB allocated/m);
      assert.match(heat, /^6 {2}heat5 {2}mark {2}[\d.]+ % · /m);
    }, 40_000);
    await workbench.hover('.view-line:has-text("function") >> text=keep');
    await eventually(async () => {
      assert.match(
        (await workbench.texts('.monaco-hover')).join(),
        /Memory of .*function.* MB allocated \([\d.]+ % of/,
      );
    });
    await screenshot('cpu and memory');
    await showSessions();
    await eventually(async () => {
      const rows = (await workbench.texts('.pane:has-text("Sessions") .monaco-list-row')).slice(0, 2);
      assert.ok(
        rows.some((row) => /^both\.js \(memory\)\s*V8 · [\d.]+ MB · /.test(row)),
        rows.join('\n'),
      );
      assert.ok(
        rows.some((row) => /^both\.js\s*V8 · [\d.]+ m?s · /.test(row)),
        rows.join('\n'),
      );
    });
    // Opened again, the two are still linked.
    const sessionRow = '.pane:has-text("Sessions") .monaco-list-row:has-text("both.js")';
    await workbench.click(`${sessionRow}:has-text("(memory)")`);
    await eventually(async () => {
      assert.match(await heatOf(), /^2 {2}heat\d {2}mark {2}[\d.]+ % · [\d.]+ MB$/m);
    });
    await workbench.click(`${sessionRow}:not(:has-text("(memory)"))`);
    await eventually(async () => {
      assert.match(await heatOf(), /^2 .*\b[23]\d(\.\d)? MB allocated/m);
    });
  });
});

async function statusBar(): Promise<string> {
  return (await workbench.texts('.statusbar-item')).join(' ');
}

/** Waits until a run has begun and ended. */
async function ended(name: string): Promise<void> {
  await eventually(async () => {
    assert.ok((await statusBar()).includes(name));
  });
  await eventually(async () => {
    assert.ok(!(await statusBar()).includes(name));
  }, 40_000);
}

async function pick(label: string): Promise<void> {
  await workbench.click(`.quick-input-list .monaco-list-row:has-text("${label}")`);
}

async function answer(label: string, text: string): Promise<void> {
  await pick(label);
  await workbench.text('.quick-input-widget .monaco-inputbox');
  await run('editor.action.selectAll');
  await type(`${text}\n`);
}

async function terminalHas(text: string): Promise<void> {
  await eventually(async () => {
    const screen = (await workbench.texts('.xterm-rows > div')).join('\n');
    assert.ok(screen.includes(text), screen);
  }, 20_000);
}
