// V8's allocation tracking, chosen in the list of profilers: bytes on lines, types in the hover, what lives as a session.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, webview, workbench } from './workbench.ts';

describe('Allocation tracking', () => {
  beforeEach(clearDesk);
  after(clearDesk);

  it('shows what was allocated and what lives on lines, and the types of that in the hover', async function () {
    this.timeout(120_000);
    writeFileSync(
      sampleFile('sessions.js'),
      `const sessions = new Map();
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
`,
    );
    await showFile('sessions.js');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    void run('heatline.profileThisFileWith');
    await pick('Profiler');
    await pick("V8's allocation tracking");
    await pick('Profile sessions.js');
    await eventually(async () => {
      const heat = await heatOf();
      assert.match(heat, /^3 {2}heat\d {2}mark {2}[\d.]+ % · [\d.]+ [kM]B · [\d.]+ [kM]B live$/m);
      // Nothing of it lives.
      assert.match(heat, /^6 {2}heat\d {2}mark {2}[\d.]+ % · [\d.]+ MB$/m);
    }, 60_000);
    await run('workbench.action.closePanel');
    await workbench.hover('.view-line:has-text("function login") >> text=login');
    await eventually(async () => {
      const text = (await workbench.texts('.monaco-hover')).join();
      assert.match(text, /of [\d.]+ MB allocated/);
      assert.match(text, /Still live of it [\d.]+ [kM]B: Map \d\d %, Session \d\d %/);
      assert.match(text, /Memory of this function: [\d.]+ [kM]B live/);
    });
    await screenshot('allocations');
    await showSessions();
    await workbench.click('.pane:has-text("Sessions") .monaco-list-row:has-text("(still live)")');
    await run('heatline.openPanel');
    await eventually(async () => {
      assert.match(await heatOf(), /^3 {2}heat5 {2}mark {2}[\d.]+ % · [\d.]+ [kM]B$/m);
      assert.match((await webview.texts('body')).join(), /sessions\.js \(still live\)\s+V8 allocations · [\d.]+ MB/);
    });
    await screenshot('allocations still live');
  });
});

async function pick(label: string): Promise<void> {
  await workbench.click(`.quick-input-list .monaco-list-row:has-text("${label}")`);
}
