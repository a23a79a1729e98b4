import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type PackageManager = 'npm' | 'yarn' | 'pnpm';

const lockFiles: Readonly<Record<string, PackageManager>> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'yarn.lock': 'yarn',
  'pnpm-lock.yaml': 'pnpm',
};

/** Any of its keys may be missing or of a wrong type: it is written by hand. */
type Manifest = Readonly<Record<string, unknown>>;

/** The commands of a package.json's scripts by name; none when it cannot be read. */
export function readScripts(manifest: string): ReadonlyMap<string, string> {
  const { scripts } = readManifest(manifest);
  const entries = typeof scripts === 'object' && scripts !== null ? Object.entries(scripts) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** What runs a package's scripts: by its `packageManager`, else by the closest lock file at or above it. */
export function packageManagerOf(manifest: string): PackageManager {
  for (let folder = path.dirname(manifest); ; folder = path.dirname(folder)) {
    const { packageManager } = readManifest(path.join(folder, 'package.json'));
    const [, named] = /^(npm|yarn|pnpm)@/.exec(typeof packageManager === 'string' ? packageManager : '') ?? [];
    if (named !== undefined) return named as PackageManager;
    const lock = Object.entries(lockFiles).find(([file]) => existsSync(path.join(folder, file)));
    if (lock !== undefined) return lock[1];
    if (folder === path.dirname(folder)) return 'npm';
  }
}

/** The keys of a package.json; none when it cannot be read. */
export function readManifest(manifest: string): Manifest {
  try {
    const content = JSON.parse(readFileSync(manifest, 'utf8')) as unknown;
    return typeof content === 'object' && content !== null ? (content as Manifest) : {};
  } catch {
    return {};
  }
}
