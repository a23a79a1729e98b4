import assert from 'node:assert/strict';
import path from 'node:path';
import { HeatlineError } from '../../../../src/core/model/heatlineError.ts';
import { fillVariables, type LaunchVariables } from '../../../../src/extension/targets/launchVariables.ts';

const root = path.resolve('/work');
const variables: LaunchVariables = {
  folder: path.join(root, 'shop'),
  folders: [
    { name: 'shop', path: path.join(root, 'shop') },
    { name: 'api', path: path.join(root, 'api') },
  ],
  editor: {
    file: path.join(root, 'shop', 'src', 'orders.test.ts'),
    folder: path.join(root, 'shop'),
    line: 12,
    column: 3,
    selectedText: 'total',
  },
  env: { STAGE: 'dev' },
  userHome: '/home/ada',
  setting: (id) => (id === 'shop.port' ? 8080 : undefined),
};

describe('The variables of a launch configuration', () => {
  const values: Readonly<Record<string, string>> = {
    '${workspaceFolder}/main.js': `${path.join(root, 'shop')}/main.js`,
    '${workspaceFolder:api}': path.join(root, 'api'),
    '${workspaceFolderBasename}': 'shop',
    '${file}': path.join(root, 'shop', 'src', 'orders.test.ts'),
    '${fileBasename} ${fileBasenameNoExtension} ${fileExtname}': 'orders.test.ts orders.test .ts',
    '${fileDirname}': path.join(root, 'shop', 'src'),
    '${relativeFile}': path.join('src', 'orders.test.ts'),
    '${relativeFileDirname}': 'src',
    '${lineNumber}:${columnNumber} ${selectedText}': '12:3 total',
    '${env:STAGE}${env:NONE}': 'dev',
    '${config:shop.port}': '8080',
    '${userHome}${/}x': `/home/ada${path.sep}x`,
  };

  for (const [text, expected] of Object.entries(values)) {
    it(`fill in ${text}`, () => {
      assert.equal(fillVariables(text, variables), expected);
    });
  }

  it('are filled in inside lists and objects, and nothing else changes', () => {
    const value = { args: ['--in', '${fileBasename}'], env: { A: '${lineNumber}', B: null }, stopOnEntry: false, n: 1 };
    assert.deepEqual(fillVariables(value, variables), {
      args: ['--in', 'orders.test.ts'],
      env: { A: '12', B: null },
      stopOnEntry: false,
      n: 1,
    });
    assert.equal(fillVariables('cost: $5 {x} $', variables), 'cost: $5 {x} $');
  });

  it('are not taken from what they were filled with', () => {
    const env = { A: '${file}' };
    assert.equal(fillVariables('${env:A}', { ...variables, env }), '${file}');
  });

  for (const text of ['${input:port}', '${command:pick}', '${nonsense}', '${workspaceFolder:none}', '${config:none}']) {
    it(`end the run where nothing stands for them: ${text}`, () => {
      assert.throws(
        () => fillVariables([text], variables),
        (error) => error instanceof HeatlineError && error.message.includes(text),
      );
    });
  }

  it('of the editor want one', () => {
    const without = { ...variables, editor: undefined };
    assert.throws(() => fillVariables('${file}', without), /\$\{file\} of the launch configuration has no value/);
  });
});
