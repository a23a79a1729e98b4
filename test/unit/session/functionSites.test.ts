import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { createAnswers } from '../../../src/session/answers.ts';

const source = `interface Session {
  readonly user: string;
}

export function login(user: string): Session {
  return { user };
}
`;

describe('where a profiled function makes things', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline-')));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Of the only function of a profile of a file in the folder. */
  async function sitesIn(name: string, functionName: string, lineNumber: number, columnNumber: number) {
    const frame = {
      functionName,
      scriptId: '1',
      url: pathToFileURL(join(folder, name)).href,
      lineNumber,
      columnNumber,
    };
    const root = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
    const leaf = { callFrame: frame, selfSize: 4096, id: 2, children: [] };
    const path = join(folder, 'run.heapprofile');
    writeFileSync(
      path,
      JSON.stringify({ head: { callFrame: root, selfSize: 0, id: 1, children: [leaf] }, samples: [] }),
    );
    const answers = createAnswers();
    const { profile } = await answers.open({ path });
    return await answers.allocationSites(profile.functions.name.indexOf(functionName));
  }

  it('is told in the lines of the TypeScript that it was compiled from', async () => {
    const { outputText } = ts.transpileModule(source, {
      fileName: 'login.ts',
      compilerOptions: { target: ts.ScriptTarget.ES2022, inlineSourceMap: true, module: ts.ModuleKind.CommonJS },
    });
    writeFileSync(join(folder, 'login.ts'), source);
    writeFileSync(join(folder, 'login.js'), outputText);
    const before = outputText.slice(0, outputText.indexOf('login(user)'));
    const line = before.split('\n').length - 1;
    assert.deepEqual(await sitesIn('login.js', 'login', line, 'function login'.length), [
      { line: 6, what: '{ user }', inLoop: false },
    ]);
  });

  it('is not told where another function stands by now, or where no source is', async () => {
    writeFileSync(join(folder, 'login.ts'), source);
    assert.equal((await sitesIn('login.ts', 'login', 4, 21)).length, 1);
    assert.deepEqual(await sitesIn('login.ts', 'logout', 4, 21), []);
    assert.deepEqual(await sitesIn('gone.ts', 'login', 4, 21), []);
    writeFileSync(join(folder, 'login.py'), source);
    assert.deepEqual(await sitesIn('login.py', 'login', 4, 21), []);
  });
});
