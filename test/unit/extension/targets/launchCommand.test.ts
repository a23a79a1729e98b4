import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchCommand, launchEnvironment } from '../../../../src/extension/targets/launchCommand.ts';
import { scratchFolder } from '../../../e2e/scratchFolder.ts';

const node = { path: '/usr/bin/node', version: '22.18.0' };

describe('The command of a launch configuration', () => {
  const scratch = scratchFolder();

  it('is its program under Node, with its arguments', () => {
    const command = launchCommand({ program: 'bin/www', args: ['--port', 80] }, '/shop', node);
    assert.deepEqual(command, ['/usr/bin/node', path.resolve('/shop/bin/www'), '--port', '80']);
  });

  it('splits arguments in one string as a terminal would', () => {
    const command = launchCommand({ program: '/a.js', args: '--name "Ada L"' }, '/', node);
    assert.deepEqual(command.slice(2), ['--name', 'Ada L']);
  });

  it('is what the runtime is told, which need no program', () => {
    const values = { runtimeExecutable: 'npm', runtimeArgs: ['run', 'dev'] };
    assert.deepEqual(launchCommand(values, scratch(), node), ['npm', 'run', 'dev']);
  });

  it('has the runtime of the project before that of the PATH', () => {
    mkdirSync(scratch('node_modules/.bin'), { recursive: true });
    writeFileSync(scratch('node_modules/.bin/tsx'), '');
    const command = launchCommand({ runtimeExecutable: 'tsx', program: 'main.ts' }, scratch(), node);
    assert.deepEqual(command, [scratch('node_modules/.bin/tsx'), scratch('main.ts')]);
  });

  it('runs TypeScript with the options it was given, else as Heatline does', () => {
    const given = launchCommand({ runtimeArgs: ['--import', 'tsx'], program: '/a.ts' }, '/', node);
    assert.deepEqual(given.slice(1), ['--import', 'tsx', '/a.ts']);
    assert.deepEqual(launchCommand({ program: scratch('a.ts') }, scratch(), node).slice(1), [scratch('a.ts')]);
  });

  it('is refused without a program, or with a Node that cannot be chosen', () => {
    assert.throws(() => launchCommand({}, '/', node), /has no program to run/);
    assert.throws(() => launchCommand({ program: 'a.js', runtimeVersion: '14' }, '/', node), /asks for Node 14/);
  });

  it('has the environment of its file under its own', () => {
    writeFileSync(scratch('.env'), '# for the shop\nSTAGE=dev\nNAME="Ada L"\nPORT=1\n');
    const environment = launchEnvironment({ envFile: '.env', env: { PORT: 2, DEBUG: null } }, scratch());
    assert.deepEqual(environment, { STAGE: 'dev', NAME: 'Ada L', PORT: '2', DEBUG: '' });
    assert.throws(() => launchEnvironment({ envFile: 'none.env' }, scratch()), /none\.env cannot be read/);
  });
});
