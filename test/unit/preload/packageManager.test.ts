import assert from 'node:assert/strict';
import { isPackageManager } from '../../../src/preload/packageManager.ts';

describe('isPackageManager', () => {
  for (const script of [
    '/usr/bin/npm',
    '/usr/lib/node_modules/npm/bin/npx-cli.js',
    '/home/ada/.yarn/releases/yarn-4.5.0.cjs',
    '/opt/pnpm/bin/pnpm.cjs',
    '/usr/bin/corepack',
  ]) {
    it(`knows ${script}`, () => {
      assert.equal(isPackageManager(script), true);
    });
  }

  for (const script of ['/home/ada/npm/index.js', '/home/ada/npm-check.js', '/home/ada/yarns.js', undefined]) {
    it(`leaves ${script ?? 'Node without a script'} alone`, () => {
      assert.equal(isPackageManager(script), false);
    });
  }
});
