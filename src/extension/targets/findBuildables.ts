import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { nearest } from '../../capture/nearest.ts';
import type { Buildable } from './buildable.ts';
import { cargoMetadata, cargoTargets } from './cargoTargets.ts';
import { cmakeBuildFolders, cmakeQuery, cmakeTargets } from './cmakeTargets.ts';
import { makeTarget } from './makeTarget.ts';
import { singleFile } from './singleFile.ts';

/** Long enough for a large project's configuration. */
const askMs = 60_000;

/** The programs that a file is a part of, by its project's build; several where that does not tell which. */
export async function findBuildables(file: string, root: string): Promise<readonly Buildable[]> {
  if (path.extname(file) === '.py') return [pythonProgram(file, root)];
  for (const find of [byCargo, byCmake, byMake]) {
    const found = await find(file, root);
    if (found.length > 0) return found;
  }
  const single = singleFile(file, compiledFolder());
  return single === undefined ? [] : [single];
}

function pythonProgram(file: string, root: string): Buildable {
  const ofProject = ['.venv/bin/python', 'venv/bin/python'].map((each) => path.join(root, each)).find(existsSync);
  return { name: path.basename(file), argv: [ofProject ?? 'python3', file] };
}

async function byCargo(file: string): Promise<Buildable[]> {
  const manifest = path.extname(file) === '.rs' ? nearest('Cargo.toml', file) : undefined;
  if (manifest === undefined) return [];
  try {
    const options = { cwd: path.dirname(manifest), timeout: askMs, maxBuffer: 1 << 26 };
    return cargoTargets((await promisify(execFile)('cargo', cargoMetadata, options)).stdout, file);
  } catch {
    // No cargo, or a manifest that is none: the file may still be compiled alone.
    return [];
  }
}

async function byCmake(file: string, root: string): Promise<Buildable[]> {
  for (const folder of cmakeBuildFolders(root)) {
    try {
      const known = cmakeTargets(folder, file);
      if (known.length > 0) return known;
      const query = path.join(folder, cmakeQuery);
      if (existsSync(query)) continue;
      mkdirSync(path.dirname(query), { recursive: true });
      writeFileSync(query, '');
      await promisify(execFile)('cmake', [folder], { timeout: askMs, maxBuffer: 1 << 26 });
      const told = cmakeTargets(folder, file);
      if (told.length > 0) return told;
    } catch {
      // A folder of another CMake, or one that does not configure.
    }
  }
  return [];
}

function byMake(file: string): Buildable[] {
  const found = makeTarget(file);
  return found === undefined ? [] : [found];
}

/** Only the user may enter it; it outlives the window, so that what has not changed is compiled once. */
function compiledFolder(): string {
  const folder = path.join(tmpdir(), `heatline-compiled-${userInfo().username}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
