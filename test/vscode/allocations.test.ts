// What V8 knows of memory: bytes on lines, where the source makes what, types in the hover, allocated and still live.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, screenshot, webview, workbench } from './workbench.ts';

const program = `const sessions = new Map();
class Session {}
function login(user) {
  sessions.set(user, new Session());
}
function churn() {
  return JSON.stringify({ user: Math.random() }).length;
}
for (let user = 0; user < 20_000; user++) login(user);
for (let i = 0; i < 20_000; i++) churn();
globalThis.sessions = sessions;
`;

describe('The memory of a program', () => {
  beforeEach(async () => {
    await clearDesk();
    writeFileSync(sampleFile('sessions.js'), program);
    await showFile('sessions.js');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  });
  after(clearDesk);

  it('leads from what the source makes to measured types, allocated and still live', async function () {
    this.timeout(180_000);
    await run('heatline.profileMemory');
    await eventually(async () => {
      assert.match(await heatOf(), /^\d+ {2}heat5 {2}mark {2}[\d.]+ % · [\d.]+ MB$/m);
    }, 60_000);
    await run('workbench.action.closePanel');
    await hoverOn('function churn');
    await eventually(async () => {
      const text = await hoverText();
      assert.match(text, /of [\d.]+ MB allocated/);
      assert.match(text, /By its source, not measured, it makes JSON\.stringify\(\) \(7\) · { user } \(7\)/);
      assert.match(text, /Measure types: runs it again, 2 to 40 times slower/);
    });
    await screenshot('memory hover');

    await workbench.click('.monaco-hover a:has-text("Measure types")');
    await eventually(async () => {
      const heat = await heatOf();
      assert.match(heat, /^3 {2}heat\d {2}mark {2}[\d.]+ % · [\d.]+ [kM]B · [\d.]+ [kM]B live$/m);
      // Nothing of it lives.
      assert.match(heat, /^6 {2}heat\d {2}mark {2}[\d.]+ % · [\d.]+ MB$/m);
    }, 60_000);
    await run('workbench.action.closePanel');
    await hoverOn('function login');
    await eventually(async () => {
      const text = await hoverText();
      assert.match(text, /of [\d.]+ MB allocated/);
      assert.match(text, /Still live of it [\d.]+ [kM]B: Map \d\d %, Session \d\d %/);
      assert.match(text, /not measured, it makes set\(\) \(4\) · Session \(4\)/);
      assert.doesNotMatch(text, /Measure types/);
    });
    await screenshot('allocations');

    await workbench.click('.monaco-hover a:has-text("Still live")');
    await press('Escape');
    await run('heatline.openPanel');
    await eventually(async () => {
      assert.match(await statusBar(), /Still live/);
      assert.match(await heatOf(), /^3 {2}heat5 {2}mark {2}[\d.]+ % · [\d.]+ [kM]B · [\d.]+ [kM]B allocated$/m);
      assert.match((await webview.texts('body')).join(), /sessions\.js\s+V8 allocations · [\d.]+ MB live/);
    });
    await screenshot('allocations still live');
    await workbench.click('.statusbar-item:has-text("Still live")');
    await eventually(async () => {
      assert.match(await statusBar(), /Allocated/);
      assert.match((await webview.texts('body')).join(), /sessions\.js\s+V8 allocations · [\d.]+ MB allocated/);
    });
  });
});

async function hoverOn(text: string): Promise<void> {
  await workbench.hover(`.view-line:has-text("${text}") >> text=${text.split(' ')[1] ?? text}`);
}

async function hoverText(): Promise<string> {
  return (await workbench.texts('.monaco-hover')).join().replaceAll('\u00a0', ' ');
}
