import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { nearest } from '../../capture/nearest.ts';
import type { Buildable } from './buildable.ts';
import { cargoMetadata, cargoTargets } from './cargoTargets.ts';
import { cmakeBuildFolders, cmakeQuery, cmakeTargets } from './cmakeTargets.ts';
import { goEnvironment, goList, goTargets } from './goTargets.ts';
import { makeTarget } from './makeTarget.ts';
import { singleFile } from './singleFile.ts';

/** Long enough for a large project's configuration. */
const askMs = 60_000;

/** The programs that a file is a part of, by its project's build; several where that does not tell which. */
export async function findBuildables(file: string, root: string): Promise<readonly Buildable[]> {
  for (const find of [byPython, byGo, byCargo, byCmake, byMake]) {
    const found = await find(file, root);
    if (found.length > 0) return found;
  }
  const single = singleFile(file, compiledFolder());
  return single === undefined ? [] : [single];
}

function byPython(file: string, root: string): Buildable[] {
  if (path.extname(file) !== '.py') return [];
  return [{ name: path.basename(file), argv: [projectPython(root), file] }];
}

/** That of the project's virtual environment, where it has one. */
export function projectPython(root: string): string {
  const isWindows = process.platform === 'win32';
  const program = isWindows ? path.join('Scripts', 'python.exe') : path.join('bin', 'python');
  const own = ['.venv', 'venv'].map((folder) => path.join(root, folder, program));
  return own.find(existsSync) ?? (isWindows ? 'python' : 'python3');
}

async function byGo(file: string): Promise<Buildable[]> {
  if (path.extname(file) !== '.go') return [];
  const module = nearest('go.mod', file);
  const environment = goEnvironment(file);
  const packages = module === undefined ? '.' : './...';
  try {
    // Without the network, as a listing needs no sources of others.
    const options = { cwd: path.dirname(module ?? file), env: { ...process.env, ...environment, GOPROXY: 'off' } };
    const { stdout } = await run('go', [...goList, packages], options);
    return goTargets(stdout, file, { folder: compiledFolder(), environment });
  } catch {
    return [];
  }
}

async function byCargo(file: string): Promise<Buildable[]> {
  const manifest = path.extname(file) === '.rs' ? nearest('Cargo.toml', file) : undefined;
  if (manifest === undefined) return [];
  try {
    return cargoTargets((await run('cargo', cargoMetadata, { cwd: path.dirname(manifest) })).stdout, file);
  } catch {
    // No cargo, or a manifest that is none: the file may still be compiled alone.
    return [];
  }
}

async function byCmake(file: string, root: string): Promise<Buildable[]> {
  for (const folder of cmakeBuildFolders(root)) {
    const found = await askCmake(folder, file);
    if (found.length > 0) return found;
  }
  const source = outermost('CMakeLists.txt', file, root);
  if (source === undefined) return [];
  // No build of the user's has lines: one of our own, optimised, with what perf follows stacks by.
  const key = createHash('sha256').update(source).digest('hex').slice(0, 8);
  const folder = path.join(compiledFolder(), `${path.basename(source)}-${key}`);
  const flags = ['C', 'CXX'].map((language) => `-DCMAKE_${language}_FLAGS=-fno-omit-frame-pointer`);
  return await askCmake(folder, file, ['-S', source, '-B', folder, '-DCMAKE_BUILD_TYPE=RelWithDebInfo', ...flags]);
}

/** Configures a build folder, where it has not answered yet. */
async function askCmake(folder: string, file: string, how: readonly string[] = [folder]): Promise<Buildable[]> {
  try {
    const known = cmakeTargets(folder, file);
    if (known.length > 0) return known;
    const query = path.join(folder, cmakeQuery);
    mkdirSync(path.dirname(query), { recursive: true });
    writeFileSync(query, '');
    await run('cmake', how, { cwd: folder });
    return cmakeTargets(folder, file);
  } catch {
    // A folder of another CMake, or one that does not configure.
    return [];
  }
}

/** The highest folder with a file of this name, from the folder of `file` up to `root`. */
function outermost(name: string, file: string, root: string): string | undefined {
  let found: string | undefined;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, name))) found = folder;
    if (folder === root || folder === path.dirname(folder)) return found;
  }
}

function byMake(file: string): Buildable[] {
  const found = makeTarget(file);
  return found === undefined ? [] : [found];
}

function run(
  command: string,
  parameters: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<{ readonly stdout: string }> {
  return promisify(execFile)(command, parameters, { ...options, timeout: askMs, maxBuffer: 1 << 26 });
}

/** Only the user may enter it; it outlives the window, so that what has not changed is compiled once. */
export function compiledFolder(): string {
  const { username, uid } = userInfo();
  const folder = path.join(tmpdir(), `heatline-compiled-${username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Another user may have made one of that name, and would decide what is run.
  return uid < 0 || lstatSync(folder).uid === uid ? folder : mkdtempSync(`${folder}-`);
}
