import assert from 'node:assert/strict';
import { relocate } from '../../../../src/core/sources/relocate.ts';

describe('relocate', () => {
  const mapping = {
    '/app': '/home/me/shop',
    '/app/vendor': '/opt/vendor/',
    'C:/build': '/home/me/shop',
    'D:\\build': '/home/me/shop',
    'http://localhost:3000': '/home/me/shop/public',
    'webpack://shop/.': '/home/me/shop',
    '/app/old.js': '/home/me/shop/src/new.js',
  };
  const cases: readonly (readonly [string, string])[] = [
    ['/app/src/x.js', '/home/me/shop/src/x.js'],
    ['/app/vendor/y.js', '/opt/vendor/y.js'],
    ['/application/x.js', '/application/x.js'],
    ['C:/build/src/x.js', '/home/me/shop/src/x.js'],
    ['D:\\build\\src\\x.js', '/home/me/shop/src/x.js'],
    ['http://localhost:3000/src/x.js?v=1', '/home/me/shop/public/src/x.js'],
    ['webpack://shop/./src/x.ts', '/home/me/shop/src/x.ts'],
    ['/app/../../etc/passwd', '/app/../../etc/passwd'],
    ['/app/..\\..\\x.js', '/app/..\\..\\x.js'],
    ['/app/old.js', '/home/me/shop/src/new.js'],
    ['node:fs', 'node:fs'],
    ['', ''],
  ];
  for (const [from, to] of cases) {
    it(`leads ${from === '' ? 'no file' : from} to ${to === from ? 'itself' : to}`, () => {
      assert.equal(relocate(from, mapping), to);
    });
  }
});
