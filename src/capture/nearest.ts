import { existsSync } from 'node:fs';
import path from 'node:path';

/** The file of this name in the folder of `from`, or in the closest folder above. */
export function nearest(name: string, from: string): string | undefined {
  let folder = path.dirname(path.resolve(from));
  for (;;) {
    const file = path.join(folder, name);
    if (existsSync(file)) return file;
    const parent = path.dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}
