import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readManifest, readScripts } from './packageScripts.ts';

/** What runs tests; `node` is Node's own test runner. */
export type TestRunner = 'mocha' | 'vitest' | 'jest' | 'node';

/** A runner, and the folder of the package that is tested with it. */
export interface ChosenRunner {
  readonly runner: TestRunner;
  readonly folder: string;
}

/** Modules that only tests for one runner import. */
const modules: Readonly<Record<string, TestRunner>> = {
  'node:test': 'node',
  vitest: 'vitest',
  '@jest/globals': 'jest',
  mocha: 'mocha',
};

/** What else in a package speaks for a runner: a word of a script, its own configuration. */
const signs: readonly { readonly runner: TestRunner; readonly script: RegExp; readonly config?: RegExp }[] = [
  { runner: 'vitest', script: /\bvitest\b/, config: /^vitest\.(config|workspace)\.\w+$/ },
  { runner: 'jest', script: /\bjest\b/, config: /^jest\.config\.\w+$/ },
  { runner: 'mocha', script: /\bmocha\b/, config: /^\.mocharc\.\w+$/ },
  { runner: 'node', script: /\bnode\b.*\s--test\b/ },
];

/**
 * What a test file is run with: what it imports says it, else the closest package.json at or above it whose scripts,
 * configuration or dependencies do. Nothing when none does.
 */
export function chooseRunner(file: string, imports: readonly string[]): ChosenRunner | undefined {
  const imported = imports.map((name) => modules[name]).find((runner) => runner !== undefined);
  const packages = packagesAround(file);
  if (imported === 'node') return { runner: 'node', folder: packages[0] ?? path.dirname(file) };
  for (const folder of packages) {
    const runners = runnersOf(folder);
    const runner = imported === undefined ? runners[0] : runners.find((each) => each === imported);
    if (runner !== undefined) return { runner, folder };
  }
  return imported && { runner: imported, folder: packages[0] ?? path.dirname(file) };
}

/** Folders that have a package.json, from the file upwards. */
function packagesAround(file: string): string[] {
  const folders: string[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) folders.push(folder);
    if (folder === path.dirname(folder)) return folders;
  }
}

/** The clearest first: what the scripts run, what is configured, what is installed. */
function runnersOf(folder: string): TestRunner[] {
  const manifest = path.join(folder, 'package.json');
  const scripts = readScripts(manifest);
  const { dependencies, devDependencies, ...keys } = readManifest(manifest);
  const files = readdirSync(folder);
  const installed = { ...asObject(dependencies), ...asObject(devDependencies) };
  const found = [
    ...signs.filter(({ script }) => script.test(scripts.get('test') ?? '')),
    ...signs.filter(({ script }) => [...scripts.values()].some((command) => script.test(command))),
    ...signs.filter(({ runner, config }) => runner in keys || files.some((name) => config?.test(name))),
    ...signs.filter(({ runner }) => runner in installed),
  ];
  return [...new Set(found.map(({ runner }) => runner))];
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
