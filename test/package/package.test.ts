import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const dist = path.resolve('dist');

/** What every window loads when it starts. With the parser it would be 500 KB, with the readers of profiles 350 KB. */
const mostAtStart = 160_000;
/** Bytes: half of it are pictures. It is downloaded by everybody who installs Heatline, and with each update. */
const mostInPackage = 1_000_000;

/** A built module and all that it loads before it runs. */
function loadedWith(name: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(name)) return loaded;
  loaded.add(name);
  const text = readFileSync(path.join(dist, name), 'utf8');
  for (const [, imported = ''] of text.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)) loadedWith(imported, loaded);
  return loaded;
}

/** The sources of built modules, by their source maps. */
function sourcesOf(modules: ReadonlySet<string>): string[] {
  return Array.from(modules, (name) => {
    const { sources } = JSON.parse(readFileSync(path.join(dist, `${name}.map`), 'utf8')) as {
      readonly sources: readonly string[];
    };
    return sources;
  }).flat();
}

describe('the package', () => {
  const atStart = loadedWith('extension.mjs');

  it('starts without the parser, the readers of profiles and what measures programs', () => {
    const large = ['node_modules/@babel/parser/', 'node_modules/ws/', 'src/core/formats/', 'src/capture/attach/'];
    const isLarge = (source: string): boolean => large.some((folder) => source.includes(folder));
    assert.deepEqual(sourcesOf(atStart).filter(isLarge), []);
    // They are known by these names.
    const all = new Set(
      readdirSync(dist).filter((name) => /^[\w-]+\.mjs$/.test(name) && existsSync(`dist/${name}.map`)),
    );
    const found = sourcesOf(all).filter(isLarge);
    assert.deepEqual(
      large.filter((folder) => !found.some((source) => source.includes(folder))),
      [],
    );
  });

  it('starts with little code', () => {
    const size = Array.from(atStart, (name) => statSync(path.join(dist, name)).size).reduce(
      (sum, bytes) => sum + bytes,
    );
    assert.ok(size < mostAtStart, `${size} bytes of ${[...atStart].join(', ')}`);
  });

  it('holds all that was built, and nothing besides but what VS Code shows', async () => {
    const files = await listFiles({ packageManager: PackageManager.None });
    const built = readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map(({ parentPath, name }) => path.relative('.', path.join(parentPath, name)).replaceAll('\\', '/'));
    assert.deepEqual(files.filter((file) => file.startsWith('dist/')).sort(), built.sort());
    const others = files.filter((file) => !/^(dist|media)\//.test(file)).sort();
    assert.deepEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  });

  it('is small', () => {
    const { size } = statSync('heatline.vsix');
    assert.ok(size < mostInPackage, `${size} bytes`);
  });
});
