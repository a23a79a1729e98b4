// Proves the ground on which the other tests here stand: programs run, and what they show can be seen and used.
import assert from 'node:assert/strict';
import vscode from 'vscode';
import { eventually } from './eventually.ts';
import { press, resize, runCommand, screenshot, type, webview, workbench } from './workbench.ts';

describe('the VS Code around the tests', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('has Heatline', () => {
    assert.ok(vscode.extensions.getExtension('heatline.heatline'));
  });

  it('takes commands, keys and the mouse, at any size', async () => {
    await resize(1000, 700);
    await runCommand('File: New Untitled Text File');
    await type('typed');
    await eventually(() => {
      assert.equal(vscode.window.activeTextEditor?.document.getText(), 'typed');
    });
    await workbench.hover('#status\\.problems');
    assert.equal(await workbench.text('.workbench-hover'), 'No Problems');
    assert.equal(await workbench.evaluate('body', 'element.clientWidth'), 1000);
    await screenshot('small');
    await resize(1400, 900);
  });

  it('runs a program as a task, in a terminal that takes keys', async () => {
    const program = `
      process.stdin.on('data', (data) => console.log('got ' + data));
      process.on('SIGINT', () => process.exit(7));
      console.log('ready', 6 * 7);`;
    const ended = taskEnd();
    await runTask(new vscode.ProcessExecution('node', ['-e', program]));
    await screenHas('ready 42');
    await type('tea\n');
    await screenHas('got tea');
    await screenshot('task');
    await press('Control+C');
    assert.equal(await ended, 7);
  });

  it('gives the exit code of a task', async () => {
    const ended = taskEnd();
    await runTask(new vscode.ProcessExecution('node', ['-e', 'process.exit(3)']));
    assert.equal(await ended, 3);
  });

  it('shows a webview, its scripts included', async () => {
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One, { enableScripts: true });
    panel.webview.html = '<button onclick="this.textContent = `clicked ${event.detail}`">new</button>';
    assert.equal(await webview.text('button'), 'new');
    await webview.click('button');
    assert.equal(await webview.text('button'), 'clicked 1');
    assert.equal(await webview.evaluate('button', 'element.tagName'), 'BUTTON');
    await screenshot('webview');
  });
});

async function runTask(execution: vscode.ProcessExecution): Promise<void> {
  const task = new vscode.Task({ type: 'test' }, vscode.TaskScope.Workspace, 'Test', 'Heatline', execution);
  task.presentationOptions = { focus: true };
  await vscode.tasks.executeTask(task);
}

function taskEnd(): Promise<number | undefined> {
  return new Promise((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess((event) => {
      listener.dispose();
      resolve(event.exitCode);
    });
  });
}

async function screenHas(text: string): Promise<void> {
  await eventually(async () => {
    const screen = (await workbench.texts('.xterm-rows > div')).join('\n');
    assert.ok(screen.includes(text), screen);
  });
}
