import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Buildable } from './buildable.ts';

/** Of CMake's file API, what is used here: https://cmake.org/cmake/help/latest/manual/cmake-file-api.7.html. */
interface Codemodel {
  readonly paths: { readonly source: string; readonly build: string };
  readonly configurations: readonly { readonly targets: readonly { readonly jsonFile: string }[] }[];
}

interface CmakeTarget {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly artifacts?: readonly { readonly path: string }[];
  readonly sources?: readonly { readonly path: string }[];
  readonly dependencies?: readonly { readonly id: string }[];
}

/** Where a build folder wants to be asked what it builds; CMake answers the next time that it runs. */
export const cmakeQuery = '.cmake/api/v1/query/codemodel-v2';

/**
 * The executables that a file is compiled into, or linked into through a library; all for a header that no target lists;
 * none when CMake has not answered.
 */
export function cmakeTargets(buildFolder: string, file: string): Buildable[] {
  const reply = path.join(buildFolder, '.cmake/api/v1/reply');
  const names = list(reply);
  const [codemodelName] = names.filter((name) => name.startsWith('codemodel-v2-'));
  if (codemodelName === undefined) return [];
  const codemodel = readJson(path.join(reply, codemodelName)) as Codemodel;
  const targets = (codemodel.configurations[0]?.targets ?? []).map(
    ({ jsonFile }) => readJson(path.join(reply, jsonFile)) as CmakeTarget,
  );
  const byId = new Map(targets.map((target) => [target.id, target]));
  const sourcesOf = (target: CmakeTarget): string[] =>
    withDependencies(target, byId).flatMap(({ sources = [] }) =>
      sources.map((source) => path.resolve(codemodel.paths.source, source.path)),
    );
  const paths = [file, realpathOr(file)];
  const isOf = (target: CmakeTarget): boolean => sourcesOf(target).some((source) => paths.includes(source));
  const executables = targets.filter(({ type }) => type === 'EXECUTABLE');
  const own = executables.filter(isOf);
  const chosen = own.length === 0 && /\.h(h|pp|xx)?$/i.test(file) ? executables : own;
  return chosen.flatMap((target): Buildable[] => {
    const [artifact] = target.artifacts ?? [];
    if (artifact === undefined) return [];
    const executable = path.resolve(codemodel.paths.build, artifact.path);
    const argv = ['cmake', '--build', buildFolder, '--target', target.name] as const;
    const build = { argv, cwd: codemodel.paths.source, environment: {}, executable };
    return [{ name: target.name, argv: [executable], build }];
  });
}

/** The build folders in a project whose programs have lines, those with optimised programs first. */
export function cmakeBuildFolders(root: string): string[] {
  const nested = list(root).map((name) => path.join(root, name));
  const folders = [...nested, ...nested.flatMap((folder) => list(folder).map((name) => path.join(folder, name)))];
  const kinds = folders.map((folder) => ({ folder, kind: buildKind(path.join(folder, 'CMakeCache.txt')) }));
  return ['optimised', 'plain'].flatMap((wanted) =>
    kinds.filter(({ kind }) => kind === wanted).map(({ folder }) => folder),
  );
}

/** What the compiler was told, by a build folder's cache: nothing where there is none, or programs get no lines. */
function buildKind(cacheFile: string): 'optimised' | 'plain' | undefined {
  const cache = existsSync(cacheFile) ? readFileSync(cacheFile, 'utf8') : '';
  const valueOf = (name: string): string => new RegExp(`^${name}:\\w+=(.*)$`, 'm').exec(cache)?.[1]?.trim() ?? '';
  const type = valueOf('CMAKE_BUILD_TYPE').toUpperCase();
  const names = ['C', 'CXX'].flatMap((language) => {
    const name = `CMAKE_${language}_FLAGS`;
    return type === '' ? [name] : [name, `${name}_${type}`];
  });
  const flags = names.flatMap((name) => valueOf(name).split(/\s+/));
  if (!flags.some((flag) => /^-g(?!0|no-)|^\/Z[7iI]$/.test(flag))) return undefined;
  return flags.some((flag) => /^-O([1-3sz]|fast)?$/.test(flag)) ? 'optimised' : 'plain';
}

function withDependencies(target: CmakeTarget, byId: ReadonlyMap<string, CmakeTarget>): CmakeTarget[] {
  const found = new Set([target]);
  // It grows while it is gone through.
  for (const { dependencies = [] } of found) {
    for (const { id } of dependencies) {
      const dependency = byId.get(id);
      if (dependency !== undefined) found.add(dependency);
    }
  }
  return [...found];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function realpathOr(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
