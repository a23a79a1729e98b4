// Programs that run already.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { clearDesk, run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, type, workbench } from './workbench.ts';

const program = `function burn(rounds) {
  let n = 0;
  for (let i = 0; i < rounds; i++) n += Math.sqrt(i) / Math.cbrt(n + i);
  return n;
}
setInterval(() => burn(1e6), 1);
console.log('runs');
`;

describe('a program that runs already', () => {
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    await clearDesk();
    writeFileSync(sampleFile('running.js'), program);
  });
  afterEach(() => child?.kill('SIGKILL'));
  after(clearDesk);

  it('is chosen among all, and heats its lines until the status bar is clicked', async () => {
    child = spawn('node', ['running.js'], { cwd: sampleFile(''), stdio: ['ignore', 'pipe', 'ignore'] });
    if (child.stdout !== null) await once(child.stdout, 'data');
    await showFile('running.js');
    const ended = run('heatline.attach');
    const row = '.quick-input-list .monaco-list-row:has-text("node running.js")';
    assert.match(await workbench.text(row), new RegExp(`pid ${child.pid ?? 0} · .*\\d+ % CPU`));
    await workbench.click(row);
    await eventually(async () => {
      assert.match(await statusBar(), /running\.js 0:0[1-9]/);
    });
    await run('heatline.stop');
    await ended;
    await eventually(async () => {
      assert.match(await heatOf(), /^3 {2}heat5 {2}mark/m);
    });
    assert.equal(child.exitCode ?? child.signalCode, null);
  });

  it('may be native, which perf measures', async () => {
    if (process.platform !== 'linux') return;
    const text = 'int main() {\n  for (volatile double x = 1;;)\n    x = x * 1.000001 + 1;\n}\n';
    writeFileSync(sampleFile('spin.c'), text);
    const options = ['-g', '-O1', '-fno-omit-frame-pointer', 'spin.c', '-o', 'spin'];
    assert.equal(spawnSync('g++', options, { cwd: sampleFile('') }).status, 0);
    child = spawn(sampleFile('spin'), { stdio: 'ignore' });
    await once(child, 'spawn');
    await showFile('spin.c');
    const ended = run('heatline.attach');
    const row = `.quick-input-list .monaco-list-row:has-text("pid ${child.pid ?? 0} ·")`;
    await workbench.text('.quick-input-widget input');
    await type(`pid ${child.pid ?? 0}`);
    assert.match(await workbench.text(row), /native · \d+ % CPU/);
    await screenshot('attach');
    await workbench.click(row);
    await eventually(async () => {
      assert.match(await statusBar(), /spin 0:0[1-9]/);
    });
    await run('heatline.stop');
    await ended;
    await eventually(async () => {
      assert.match(await heatOf(), /^3 {2}heat5 {2}mark/m);
    });
    assert.equal(child.exitCode ?? child.signalCode, null);
  });

  it('is the one that is being debugged', async () => {
    const editor = await showFile('running.js');
    const configuration = { name: 'Debug', type: 'node', request: 'launch', program: editor.document.uri.fsPath };
    await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], configuration);
    await eventually(() => {
      assert.equal(vscode.debug.activeDebugSession?.type, 'pwa-node');
    });
    const ended = run('heatline.profileDebugSession');
    await eventually(async () => {
      assert.match(await statusBar(), /running\.js 0:0[1-9]/);
    });
    await run('heatline.stop');
    await ended;
    await vscode.debug.stopDebugging();
    await showFile('running.js');
    await eventually(async () => {
      assert.match(await heatOf(), /^3 {2}heat5 {2}mark/m);
    });
  });
});
