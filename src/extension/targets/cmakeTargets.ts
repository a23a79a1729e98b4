import { readdirSync, readFileSync, realpathSync } from 'node:fs';
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

/** The executables that a file is compiled into, or linked into through a library; none when CMake has not answered. */
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
  return targets.flatMap((target): Buildable[] => {
    const [artifact] = target.artifacts ?? [];
    if (target.type !== 'EXECUTABLE' || artifact === undefined) return [];
    const sources = sourcesOf(target);
    if (!sources.includes(realpathOr(file)) && !sources.includes(file)) return [];
    const executable = path.resolve(codemodel.paths.build, artifact.path);
    const argv = ['cmake', '--build', buildFolder, '--target', target.name] as const;
    const build = { argv, cwd: codemodel.paths.source, environment: {}, executable, sources };
    return [{ name: target.name, argv: [executable], build }];
  });
}

/** The build folders in a project: those with a cache of CMake. */
export function cmakeBuildFolders(root: string): string[] {
  const nested = list(root).map((name) => path.join(root, name));
  const folders = [...nested, ...nested.flatMap((folder) => list(folder).map((name) => path.join(folder, name)))];
  return folders.filter((folder) => list(folder).includes('CMakeCache.txt'));
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
