import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { groupBy } from '../core/model/groupBy.ts';
import { isAbsolutePath } from '../core/model/location.ts';

/** The files that a profile names, found by the paths under which editors show them. */
export class SourceFiles {
  /** By lower-case base name: only files that share it can be the same, so few real paths are asked for. */
  private readonly byName: ReadonlyMap<string, readonly string[]>;
  private readonly answers = new Map<string, string | undefined>();
  private readonly existing: ReadonlySet<string>;

  private constructor(files: Iterable<string>, existing: ReadonlySet<string>) {
    this.byName = groupBy(files, (file) => basename(file).toLowerCase());
    this.existing = existing;
  }

  static async of(files: Iterable<string>): Promise<SourceFiles> {
    const distinct = new Set(files);
    const checked = await Promise.all(Array.from(distinct, async (file) => ((await isLocalFile(file)) ? file : '')));
    return new SourceFiles(distinct, new Set(checked.filter((file) => file !== '')));
  }

  /** The name that the profile has for the file at a path, through symbolic links and differences in case. */
  nameOf(path: string): string | undefined {
    if (!this.answers.has(path)) this.answers.set(path, this.find(path));
    return this.answers.get(path);
  }

  /** Whether an editor can show it. */
  canOpen(file: string): boolean {
    return this.existing.has(file);
  }

  private find(path: string): string | undefined {
    const real = realPath(path);
    for (const name of [path, real]) {
      const candidates = this.byName.get(basename(name).toLowerCase()) ?? [];
      const found = candidates.find((file) => file === path) ?? candidates.find((file) => realPath(file) === real);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/**
 * Whether a path from a profile may be opened: a regular file of this machine. A network path is not even asked for,
 * since asking sends the user's credentials to that host.
 */
export async function isLocalFile(path: string): Promise<boolean> {
  if (!isAbsolutePath(path) || /^[\\/]{2}/.test(path)) return false;
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** In the case in which the disk has it; the path itself when there is no such file. */
function realPath(path: string): string {
  if (!isAbsolutePath(path) || /^[\\/]{2}/.test(path)) return path;
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
