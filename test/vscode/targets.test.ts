// What can be profiled besides a file.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import vscode from 'vscode';
import { clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { busyProgram, notified, rowsOf } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, runCommand, type, workbench } from './workbench.ts';

const tasks = {
  version: '2.0.0',
  tasks: [
    { label: 'prepare', type: 'process', command: 'node', args: ['-e', "fs.writeFileSync('prepared.txt', 'yes')"] },
    { label: 'fail', type: 'process', command: 'node', args: ['-e', 'process.exit(3)'] },
  ],
};

const launch = {
  version: '0.2.0',
  configurations: [
    {
      name: 'Busy for Ada',
      type: 'node',
      request: 'launch',
      program: '${workspaceFolder}/greet.js',
      args: ['${fileBasename}'],
      env: { WHO: 'Ada' },
      preLaunchTask: 'prepare',
    },
    { name: 'Broken', type: 'node', request: 'launch', program: '${file}', preLaunchTask: 'fail' },
    { name: 'In a browser', type: 'chrome', request: 'launch' },
  ],
};

const greetProgram = `${busyProgram}require('fs').appendFileSync('said.txt', process.env.WHO + ' ' + process.argv[2] + '\\n');\n`;

describe('a target', () => {
  const texts = new Map<string, string>();

  beforeEach(async () => {
    await clearDesk();
    writeFileSync(sampleFile('greet.js'), greetProgram);
    writeFileSync(sampleFile('said.txt'), '');
  });
  before(() => {
    for (const name of ['.vscode/launch.json', 'package.json']) {
      texts.set(name, readFileSync(sampleFile(name), 'utf8'));
    }
  });
  after(async () => {
    for (const [name, text] of texts) writeFileSync(sampleFile(name), text);
    await clearDesk();
  });

  it('is a launch configuration, with what it wants to be done first, and again', async () => {
    writeFileSync(sampleFile('.vscode/tasks.json'), JSON.stringify(tasks));
    writeFileSync(sampleFile('.vscode/launch.json'), JSON.stringify(launch));
    await eventually(() => {
      const configurations = vscode.workspace.getConfiguration('launch').get<object[]>('configurations');
      assert.match(JSON.stringify(configurations), /Busy for Ada/);
    });
    await showFile('greet.js');
    void runCommand('Heatline: Profile Launch Configuration…');
    await eventually(async () => {
      assert.deepEqual(await rows(), ['Busy for Ada', 'Broken']);
    });
    await workbench.click('.quick-input-list .monaco-list-row:has-text("Busy for Ada")');
    await heated();
    assert.equal(readFileSync(sampleFile('prepared.txt'), 'utf8'), 'yes');
    assert.equal(readFileSync(sampleFile('said.txt'), 'utf8'), 'Ada greet.js\n');
    await run('workbench.action.closePanel');
    await showSessions();
    await eventually(async () => {
      assert.match((await rowsOf('Sessions'))[0] ?? '', /^Busy for Ada\s*V8 · /);
    });
    await run('heatline.rerunLast');
    assert.equal(readFileSync(sampleFile('said.txt'), 'utf8'), 'Ada greet.js\nAda greet.js\n');
  });

  it('is not run when what it wants first fails', async () => {
    await showFile('greet.js');
    void run('heatline.profileLaunch');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("Broken")');
    await notified(
      'The preLaunchTask “fail” failed with exit code 3, so nothing was profiled. Its terminal says why. [Show Details]',
    );
    assert.equal(readFileSync(sampleFile('said.txt'), 'utf8'), '');
  });

  it('is a script of package.json', async () => {
    writeFileSync(sampleFile('package.json'), '{"scripts": {"greet": "node greet.js script"}}');
    await showFile('greet.js');
    void run('heatline.profileScript');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("greet")');
    await heated();
    assert.match(readFileSync(sampleFile('said.txt'), 'utf8'), / script\n$/);
    await showSessions();
    await eventually(async () => {
      assert.match((await rowsOf('Sessions'))[0] ?? '', /^npm run greet\s*V8 · /);
    });
  });

  it('is a command, whose words no shell reads', async () => {
    await showFile('greet.js');
    void run('heatline.profileCommand');
    await workbench.text('.quick-input-widget input');
    await type('node greet.js "$HOME *"');
    await press('Enter');
    await heated();
    assert.match(readFileSync(sampleFile('said.txt'), 'utf8'), / \$HOME \*\n$/);
  });
});

async function rows(): Promise<string[]> {
  // Without second lines: VS Code uses a row again for the next list and only hides what the last one had there.
  const first = '.quick-input-list-row:not(:has(.quick-input-list-label-meta))';
  const labels = await workbench.texts(`.quick-input-list .monaco-list-row ${first} .label-name`);
  return labels.map((label) => label.split('\n')[0] ?? '');
}

async function heated(): Promise<void> {
  await eventually(async () => {
    assert.match(await heatOf(), /^2 {2}heat5 {2}mark/m);
  });
}
