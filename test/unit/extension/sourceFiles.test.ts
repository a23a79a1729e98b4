import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLocalFile, SourceFiles } from '../../../src/extension/sourceFiles.ts';

describe('SourceFiles', () => {
  let folder: string;
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline-')));
    mkdirSync(join(folder, 'real', 'sub'), { recursive: true });
    writeFileSync(join(folder, 'real', 'app.js'), '');
    writeFileSync(join(folder, 'real', 'sub', 'app.js'), '');
    symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds a file by its own path', async () => {
    const files = await SourceFiles.of([join(folder, 'real', 'sub', 'app.js'), join(folder, 'real', 'app.js')]);
    assert.equal(files.nameOf(join(folder, 'real', 'app.js')), join(folder, 'real', 'app.js'));
  });

  it('finds a file that the editor shows through a symbolic link, and the other way round', async () => {
    const real = join(folder, 'real', 'app.js');
    const linked = join(folder, 'link', 'app.js');
    assert.equal((await SourceFiles.of([real])).nameOf(linked), real);
    assert.equal((await SourceFiles.of([linked])).nameOf(real), linked);
  });

  it('takes no other file of the same name', async () => {
    const files = await SourceFiles.of([join(folder, 'real', 'sub', 'app.js')]);
    assert.equal(files.nameOf(join(folder, 'real', 'app.js')), undefined);
  });

  it('opens only regular files of this machine', async () => {
    const real = join(folder, 'real', 'app.js');
    const names = [real, join(folder, 'real'), join(folder, 'gone.js'), 'node:fs', '', '//host/share/x.js', 'app.js'];
    const files = await SourceFiles.of(names);
    assert.deepEqual(
      names.filter((name) => files.canOpen(name)),
      [real],
    );
  });

  it('asks no other host for a file', async () => {
    assert.equal(await isLocalFile('\\\\host\\share\\x.js'), false);
    assert.equal(await isLocalFile('//host/share/x.js'), false);
    assert.equal(await isLocalFile('https://example.com/x.js'), false);
  });
});
