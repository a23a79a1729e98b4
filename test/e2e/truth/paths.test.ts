import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratchFolder } from '../scratchFolder.ts';
import { heatline } from '../heatline.ts';
import { markedLine } from '../markedLine.ts';
import { assertCarries, assertHottest, programs, truthOf } from './truth.ts';

describe('The profile of a program in a folder', () => {
  const at = scratchFolder();

  for (const name of ['with spaces', '100% #1?', 'naïve 日本 🔥', "a'b & (c)"]) {
    it(`called ${name} has its lines`, async () => {
      mkdirSync(at(name), { recursive: true });
      for (const file of ['inlineBehind.mjs', 'near.mjs']) copyFileSync(path.join(programs, file), at(name, file));
      cpSync(path.join(programs, 'commonjs'), at(name, 'commonjs'), { recursive: true });
      const module = await truthOf(['node', at(name, 'inlineBehind.mjs')]);
      assertHottest(module, at(name, 'near.mjs'), { fn: 'squares' });
      assertCarries(module, at(name, 'inlineBehind.mjs'), 'call', module.fn('squares', at(name, 'near.mjs')));
      const script = await truthOf(['node', at(name, 'commonjs/main.cjs')]);
      assertHottest(script, at(name, 'commonjs/primes.cjs'), { fn: 'isPrime' });
    });
  }

  it('imported with a query has the lines of the file', async () => {
    copyFileSync(path.join(programs, 'loop.mjs'), at('loop.mjs'));
    writeFileSync(at('imports.mjs'), "await import('./loop.mjs?again=1#x');\n");
    assertHottest(await truthOf(['node', at('imports.mjs')]), at('loop.mjs'), { fn: 'sumOfRoots' });
  });

  it('behind a link has the lines of the real files, and is annotated by either path', async () => {
    cpSync(path.join(programs, 'commonjs'), at('real'), { recursive: true });
    rmSync(at('link'), { force: true });
    symlinkSync(at('real'), at('link'));
    const profile = at('linked.cpuprofile');
    const truth = await truthOf(['node', at('link/main.cjs')], { options: ['--out', profile] });
    assertHottest(truth, at('real/primes.cjs'), { fn: 'isPrime' });
    const hot = markedLine(at('real/primes.cjs'), 'hot');
    for (const source of [at('real/primes.cjs'), at('link/primes.cjs')]) {
      const { stdout, stderr } = await heatline(['annotate', profile, '--source', source]);
      assert.match(stdout.split('\n')[hot] ?? '', / s |ms .*% .*% +\d+ .*\/\/ hot$/, stderr);
    }
  });
});
