import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** V8 leaves its `jit-PID.dump` in the folder that it was started in. */
const dumpName = /^jit-\d+\.dump$/;

export interface JitDumps {
  /** Removes what came since. */
  remove(): void;
}

/** Those of the programs that are started there from now on. */
export function jitDumps(cwd: string): JitDumps {
  const before = new Set(list(cwd));
  return {
    remove: () => {
      for (const name of list(cwd)) if (!before.has(name)) rmSync(path.join(cwd, name), { force: true });
    },
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => dumpName.test(name));
  } catch {
    return [];
  }
}
