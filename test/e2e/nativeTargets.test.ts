// Which program a file of a compiled language is a part of, as real build tools tell.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { isStale, type Buildable } from '../../src/extension/targets/buildable.ts';
import { cargoTargets } from '../../src/extension/targets/cargoTargets.ts';
import { findBuildables } from '../../src/extension/targets/findBuildables.ts';
import { goTargets } from '../../src/extension/targets/goTargets.ts';
import { installNativeTools } from '../host/nativeTools.mjs';
import { scratchFolder } from './scratchFolder.ts';

describe('The program of a file', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();
  const write = (name: string, text: string): string => {
    const file = scratch(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const namesOf = async (file: string, root: string) =>
    (await findBuildables(file, scratch(root))).map(({ name }) => name);

  /** Builds it; what then starts it. */
  const built = ({ argv, build }: Buildable): [string, string[]] => {
    const [command, ...args] = build?.argv ?? ['true'];
    assert.equal(spawnSync(command, args, { cwd: build?.cwd }).status, 0);
    const [executable, ...parameters] = argv;
    return [executable, parameters];
  };

  before(installNativeTools);

  it('is the CMake target that it is compiled or linked into, built when that is out of date', async () => {
    const area = write('cmake/lib/area.cpp', 'int area(int a) { return a * a; }\n');
    const main = write('cmake/src/main.cpp', 'int area(int);\nint main() { return area(3); }\n');
    const other = write('cmake/src/other.cpp', 'int main() {}\n');
    write(
      'cmake/CMakeLists.txt',
      `cmake_minimum_required(VERSION 3.14)
project(shapes CXX)
add_library(area STATIC lib/area.cpp)
add_executable(shapes src/main.cpp)
target_link_libraries(shapes area)
add_executable(other src/other.cpp)
`,
    );
    const root = scratch('cmake');
    spawnSync('cmake', ['-S', root, '-B', path.join(root, 'build'), '-DCMAKE_BUILD_TYPE=Debug']);
    assert.deepEqual(await namesOf(main, 'cmake'), ['shapes']);
    assert.deepEqual(await namesOf(area, 'cmake'), ['shapes']);
    assert.deepEqual(await namesOf(other, 'cmake'), ['other']);
    assert.deepEqual(await namesOf(write('cmake/lib/area.h', ''), 'cmake'), ['other', 'shapes']);
    const [found] = await findBuildables(main, root);
    assert.equal(found?.argv[0], path.join(root, 'build', 'shapes'));
    assert.equal(spawnSync(...built(found)).status, 9);
  });

  it('is built by CMake in a folder of its own where no build has lines', async () => {
    const main = write('release/main.c', 'int main() { return 7; }\n');
    write('release/CMakeLists.txt', 'cmake_minimum_required(VERSION 3.14)\nproject(r C)\nadd_executable(r main.c)\n');
    const root = scratch('release');
    spawnSync('cmake', ['-S', root, '-B', path.join(root, 'build'), '-DCMAKE_BUILD_TYPE=Release']);
    const [found] = await findBuildables(main, root);
    const [executable] = found === undefined ? [''] : built(found);
    assert.ok(!executable.startsWith(root), executable);
    assert.equal(spawnSync(executable).status, 7);
    assert.ok(readFileSync(executable).includes('.debug_line'));
  });

  it('is compiled alone again when what it includes has changed', async () => {
    const file = write('single/one.cpp', '#include "answer.h"\nint main() { return answer; }\n');
    const header = write('single/answer.h', 'const int answer = 6;\n');
    const [before] = await findBuildables(file, scratch('single'));
    assert.equal(before === undefined ? 0 : spawnSync(...built(before)).status, 6);
    const isStaleNow = async () => {
      const [found] = await findBuildables(file, scratch('single'));
      return found?.build !== undefined && isStale(found.build);
    };
    assert.equal(await isStaleNow(), false);
    const later = new Date(Date.now() + 2000);
    utimesSync(header, later, later);
    assert.equal(await isStaleNow(), true);
    assert.deepEqual(await namesOf(write('single/part.cpp', 'int part;\n'), 'single'), []);
  });

  it('is the Go program of its package, those that import it, or its tests', () => {
    const at = (directory: string, more: object) =>
      JSON.stringify({ Dir: `/m/${directory}`, ImportPath: `m/${directory}`, ...more }, undefined, '\t');
    // What go 1.19 prints: objects one after the other.
    const listing = [
      at('cmd/serve', { Name: 'main', Deps: ['fmt', 'm/shop'] }),
      at('cmd/tidy', { Name: 'main' }),
      at('shop', { Name: 'shop', TestGoFiles: ['shop_test.go'] }),
      at('lonely', { Name: 'lonely', XTestGoFiles: ['lonely_test.go'] }),
    ].join('\n');
    const how = { folder: '/tmp/built', environment: {} };
    const names = (file: string) => goTargets(listing, file, how).map(({ name }) => name);
    assert.deepEqual(names('/m/cmd/tidy/main.go'), ['tidy']);
    assert.deepEqual(names('/m/shop/shop.go'), ['serve']);
    assert.deepEqual(names('/m/shop/shop_test.go'), ['shop.test']);
    assert.deepEqual(names('/m/lonely/lonely.go'), ['lonely.test']);
    assert.deepEqual(names('/m/elsewhere/main.go'), []);
    const [test] = goTargets(listing, '/m/shop/shop_test.go', how);
    assert.deepEqual(test?.build?.argv.slice(0, 3), ['go', 'test', '-c']);
    assert.equal(test.cwd, '/m/shop');
  });

  it('is the target of that name in a Makefile, else what it is when it is compiled alone', async () => {
    const made = write('make/sort.c', 'int main() { return 4; }\n');
    const alone = write('make/alone.c', 'int main() { return 5; }\n');
    write('make/Makefile', 'FLAGS := -O2 -g\nall: sort\nsort: sort.c\n\t$(CC) $(FLAGS) $< -o $@\n');
    for (const [file, tool, status] of [
      [made, 'make', 4],
      [alone, 'gcc', 5],
    ] as const) {
      const [found] = await findBuildables(file, scratch('make'));
      assert.ok(found?.build !== undefined);
      const [command, ...args] = found.build.argv;
      assert.equal(command, tool);
      assert.equal(spawnSync(command, args, { cwd: found.build.cwd }).status, 0);
      assert.equal(spawnSync(found.build.executable).status, status);
    }
  });

  it('is the Cargo program of which it is the main file, else those of its package', () => {
    // What cargo 1.90 prints for such a package, without the keys that nobody reads.
    const targets = [
      { kind: ['lib'], name: 'demo', src_path: '/p/src/lib.rs' },
      { kind: ['bin'], name: 'demo', src_path: '/p/src/main.rs' },
      { kind: ['bin'], name: 'tool', src_path: '/p/src/bin/tool.rs' },
      { kind: ['example'], name: 'ex', src_path: '/p/examples/ex.rs' },
    ];
    const metadata = JSON.stringify({
      packages: [{ manifest_path: '/p/Cargo.toml', targets }],
      target_directory: '/p/target',
    });
    const executables = (file: string) => cargoTargets(metadata, file).map(({ argv }) => argv[0]);
    assert.deepEqual(executables('/p/src/bin/tool.rs'), ['/p/target/release/tool']);
    assert.deepEqual(executables('/p/examples/ex.rs'), ['/p/target/release/examples/ex']);
    assert.deepEqual(executables('/p/src/lib.rs'), ['/p/target/release/demo', '/p/target/release/tool']);
    assert.deepEqual(executables('/elsewhere/main.rs'), []);
  });

  it('is Python for a Python file', async () => {
    const file = write('py/main.py', '');
    assert.deepEqual((await findBuildables(file, scratch('py')))[0]?.argv, ['python3', file]);
  });
});
