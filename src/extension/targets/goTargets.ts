import { createHash } from 'node:crypto';
import path from 'node:path';
import { nearest } from '../../capture/nearest.ts';
import type { Buildable } from './buildable.ts';

/** Of `go list -json`, what is used here: https://pkg.go.dev/cmd/go#hdr-List_packages_or_modules. */
interface GoPackage {
  readonly Dir: string;
  readonly ImportPath: string;
  readonly Name: string;
  readonly Deps?: readonly string[];
  readonly TestGoFiles?: readonly string[];
  readonly XTestGoFiles?: readonly string[];
}

/** What to ask go about packages, whose names follow. */
export const goList = ['list', '-e', '-json=Dir,ImportPath,Name,Deps,TestGoFiles,XTestGoFiles'] as const;

export interface GoBuild {
  /** For what is built. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

/** A package that is in no module is built in the way of before there were modules. */
export function goEnvironment(file: string): Readonly<Record<string, string>> {
  return nearest('go.mod', file) === undefined ? { GO111MODULE: 'off' } : {};
}

/**
 * The programs that a file is a part of: that of its package, else those that import the package; where there are none, and
 * for a test, the package's tests and benchmarks.
 * @param listing of `goList`: one JSON object after the other.
 */
export function goTargets(listing: string, file: string, how: GoBuild): Buildable[] {
  const packages = listing
    .split(/\n(?=\{)/)
    .filter((text) => text.trim() !== '')
    .map((text) => JSON.parse(text) as GoPackage);
  const own = packages.find(({ Dir: directory }) => directory === path.dirname(file));
  if (own === undefined) return [];
  if (file.endsWith('_test.go')) return [goTest(own.Dir, how)];
  if (own.Name === 'main') return [goProgram(own.Dir, how)];
  const users = packages.filter(({ Name: name, Deps: deps }) => name === 'main' && deps?.includes(own.ImportPath));
  if (users.length > 0) return users.map(({ Dir: directory }) => goProgram(directory, how));
  const tests = [...(own.TestGoFiles ?? []), ...(own.XTestGoFiles ?? [])];
  return tests.length > 0 ? [goTest(own.Dir, how)] : [];
}

/** @param directory of the package. */
export function goProgram(directory: string, { folder, environment, flags = [] }: GoBuild): Buildable {
  const executable = executableOf(directory, folder, '');
  const argv = ['go', 'build', ...flags, '-o', executable, '.'] as const;
  const build = { argv, cwd: directory, environment, executable };
  return { name: path.basename(directory), argv: [executable], build };
}

/** Its tests once, then its benchmarks, in the package's folder as `go test` does. */
export function goTest(directory: string, { folder, environment, flags = [] }: GoBuild): Buildable {
  const executable = executableOf(directory, folder, '.test');
  const argv = ['go', 'test', '-c', ...flags, '-o', executable, '.'] as const;
  const build = { argv, cwd: directory, environment, executable };
  return { name: `${path.basename(directory)}.test`, argv: [executable, '-test.bench=.'], cwd: directory, build };
}

function executableOf(directory: string, folder: string, ending: string): string {
  const key = createHash('sha256').update(directory).digest('hex').slice(0, 8);
  return path.join(folder, `${path.basename(directory)}-${key}${ending}`);
}
