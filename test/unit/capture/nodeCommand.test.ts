import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeCommand } from '../../../src/capture/nodeCommand.ts';

describe('nodeCommand', () => {
  let folder: string;

  const write = (file: string, text = '') => {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  const command = (file: string, version = '20.0.0') =>
    nodeCommand(path.join(folder, file), { path: 'node', version }).map((word) =>
      word.replace(pathToFileURL(folder).href, '<url>').replace(folder, '<folder>').replaceAll('\\', '/'),
    );
  const install = (module: string, exported: Record<string, string>) => {
    write(`node_modules/${module}/package.json`, JSON.stringify({ name: module, exports: exported }));
    for (const file of Object.values(exported)) write(`node_modules/${module}/${file}`);
  };

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline-test-')));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('runs JavaScript as it is', () => {
    for (const file of ['a.js', 'a.mjs', 'a.cjs']) assert.deepEqual(command(file), ['node', `<folder>/${file}`]);
  });

  it('runs TypeScript with tsx where the project has it', () => {
    install('tsx', { '.': './loader.mjs', './cjs': './cjs.cjs' });
    const url = '<url>/node_modules/tsx/loader.mjs';
    assert.deepEqual(command('a.tsx', '22.18.0'), ['node', '--import', url, '<folder>/a.tsx']);
    assert.deepEqual(command('a.ts', '18.19.0'), ['node', '--import', url, '<folder>/a.ts']);
    const older = ['node', '--require', '<folder>/node_modules/tsx/cjs.cjs', '--loader', url, '<folder>/a.ts'];
    assert.deepEqual(command('a.ts', '20.5.0'), older);
    assert.deepEqual(command('a.ts', '16.20.2'), older);
  });

  it('runs TypeScript with ts-node where the project has that', () => {
    install('ts-node', { './register': './register.js', './esm': './esm.mjs' });
    const register = ['node', '--require', '<folder>/node_modules/ts-node/register.js'];
    const loader = ['node', '--loader', '<url>/node_modules/ts-node/esm.mjs'];
    assert.deepEqual(command('a.ts'), [...register, '<folder>/a.ts']);
    assert.deepEqual(command('a.mts'), [...loader, '<folder>/a.mts']);
    write('package.json', '{ "type": "module" }');
    assert.deepEqual(command('a.ts'), [...loader, '<folder>/a.ts']);
    assert.deepEqual(command('a.cts'), [...register, '<folder>/a.cts']);
  });

  it('leaves TypeScript to a Node that strips types', () => {
    for (const version of ['22.18.0', '23.6.0', '24.0.0']) {
      assert.deepEqual(command('a.ts', version), ['node', '<folder>/a.ts']);
    }
    for (const version of ['22.6.0', '23.5.0']) {
      assert.deepEqual(command('a.ts', version), ['node', '--experimental-strip-types', '<folder>/a.ts']);
    }
  });

  it('runs what tsc made of the file, if that is newer', () => {
    const source = write('src/lib/a.ts');
    const compiled = write('out/lib/a.js', 'a();\n//# sourceMappingURL=a.js.map\n');
    write('tsconfig.json', '{\n  // where to\n  "compilerOptions": { "outDir": "out", },\n}');
    assert.deepEqual(command('src/lib/a.ts'), ['node', '<folder>/out/lib/a.js']);
    utimesSync(compiled, 1, 1);
    utimesSync(source, 2, 2);
    assert.throws(() => command('src/lib/a.ts'), /Node 20.0.0 cannot run a.ts/);
  });

  it('says what to install where nothing runs the file', () => {
    assert.throws(() => command('a.ts'), {
      name: 'HeatlineError',
      message: 'Node 20.0.0 cannot run a.ts.',
      hint: 'Install tsx in the project (npm install --save-dev tsx), or use Node 22.18 or newer.',
    });
    assert.throws(() => command('a.jsx', '24.0.0'), { hint: 'Install tsx in the project: npm install --save-dev tsx' });
    assert.throws(() => command('a.css'), { message: 'a.css is not a program for Node.' });
  });
});
