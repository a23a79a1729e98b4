import assert from 'node:assert/strict';
import { packageOf } from '../../../../../src/core/analysis/query/packageOf.ts';

describe('packageOf', () => {
  const packages = {
    '/p/node_modules/a/node_modules/@babel/core/lib/index.js': '@babel/core',
    'C:\\p\\node_modules\\@babel\\core\\index.js': '@babel/core',
    '/v/lib/python3.11/site-packages/numpy/core/numeric.py': 'numpy',
    '/usr/lib/python3/dist-packages/six.py': 'six',
    'C:\\v\\Lib\\site-packages\\requests\\api.py': 'requests',
    '/p/src/app.py': '',
  };
  for (const [file, name] of Object.entries(packages)) {
    it(`of ${file} is ${name || 'none'}`, () => {
      assert.equal(packageOf(file), name);
    });
  }
});
