import assert from 'node:assert/strict';
import { isNativeSource, nativeCategoryOf } from '../../../../src/core/model/nativeCategory.ts';

describe('nativeCategoryOf', () => {
  const files = {
    native: [''],
    own: ['/home/u/shop/src/work.cpp', '/home/u/go/src/shop/main.go', '/build/src/main.rs', 'src/main.c'],
    dependency: [
      '/usr/include/c++/12/bits/stl_vector.h',
      '/usr/lib/gcc/x86_64-linux-gnu/12/include/emmintrin.h',
      '/rustc/59807616e/library/core/src/iter/range.rs',
      '/home/u/.cargo/registry/src/index/rayon-1.8.0/src/lib.rs',
      '/home/u/go/pkg/mod/golang.org/x/text@v0.3.0/a.go',
      '/srv/venv/lib/python3.11/site-packages/numpy/core.py',
      './malloc/./malloc/malloc.c',
      '../sysdeps/x86_64/multiarch/memmove.S',
      '/build/reproducible-path/gcc-12-12.2.0/src/a.c',
    ],
    runtime: [
      '/usr/local/go/src/runtime/proc.go',
      '/usr/lib/go-1.19/src/sort/sort.go',
      '/home/u/sdk/go1.22.0/src/fmt/print.go',
    ],
  };

  for (const [category, names] of Object.entries(files)) {
    it(`knows ${category} code`, () => {
      for (const name of names) assert.equal(nativeCategoryOf(name), category, name);
    });
  }

  it('tells sources of other languages from scripts', () => {
    for (const name of [
      '/a/b.cpp',
      '/a/b.rs',
      '/a/b.go',
      '/a/b.py',
      '/a/b.h',
      '/usr/include/c++/12/vector',
      'C:\\a\\b.CC',
    ])
      assert.ok(isNativeSource(name), name);
    for (const name of [
      '/a/b.js',
      '/a/b.ts',
      '/a/b.mjs',
      '/a/b.vue',
      '/a/bin/tool',
      'evalmachine.<anonymous>',
      '/a/b.cjs',
      '',
    ])
      assert.ok(!isNativeSource(name), name);
  });
});
