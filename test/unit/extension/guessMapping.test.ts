import assert from 'node:assert/strict';
import { guessMapping } from '../../../src/extension/guessMapping.ts';

/** The folder that a profile's files seem to be in, of a workspace at `/ws` with these files. */
function guessed(missing: readonly string[], here: readonly string[]): string {
  const found = guessMapping(
    missing,
    here.map((path) => ({ root: '/ws', path: `/ws/${path}` })),
  );
  return found === undefined ? 'none' : `${found.from} is ${found.to}`;
}

describe('guessMapping', () => {
  const here = ['src/x.js', 'src/lib/y.js', 'test/x.js', 'packages/a/index.js', 'packages/b/index.js'];
  const cases: readonly (readonly [name: string, missing: readonly string[], expected: string])[] = [
    ['a container', ['/app/src/x.js', '/app/src/lib/y.js'], '/app is /ws'],
    ['Windows', ['C:\\jobs\\7\\src\\x.js', 'C:\\jobs\\7\\src\\lib\\y.js'], 'C:\\jobs\\7 is /ws'],
    [
      'a server',
      ['http://localhost:3000/src/x.js?v=2', 'http://localhost:3000/src/lib/y.js'],
      'http://localhost:3000 is /ws',
    ],
    ['a bundler', ['webpack://shop/./src/x.js', 'webpack://shop/./src/lib/y.js'], 'webpack://shop is /ws'],
    ['a part of the workspace', ['/app/x.js', '/app/lib/y.js'], '/app is /ws/src'],
    ['one file among others of its name', ['/srv/packages/b/index.js'], '/srv is /ws'],
    ['files of another project', ['/app/other.js'], 'none'],
    ['no file', [], 'none'],
  ];
  for (const [name, missing, expected] of cases) {
    it(`finds ${name}`, () => {
      assert.equal(guessed(missing, here), expected);
    });
  }

  it('goes no further up than the folder that was searched', () => {
    const candidates = [{ root: '/home/me/ws', path: '/home/me/ws/src/x.js' }];
    assert.equal(guessMapping(['/build/me/ws/src/x.js'], candidates)?.to, '/home/me/ws');
  });
});
