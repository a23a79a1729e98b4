import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Heap snapshots that Node takes by itself when a program is about to run out of memory. */
export interface NearLimitSnapshots {
  /** The environment in which programs take them. */
  readonly env: NodeJS.ProcessEnv;
  /** When the programs have ended: the snapshots that are whole. Of a full disk or a kill there may be halves, which are removed. */
  collect(): { readonly files: readonly string[]; readonly removed: number };
}

/** As Node names them: https://nodejs.org/api/cli.html#--heapsnapshot-near-heap-limitmax_count */
const fileName = /^Heap\.\d+\.\d+\.\d+\.\d+\.\d+\.heapsnapshot$/;

/**
 * @param count the most that a process takes.
 * @param folder where they are written.
 */
export function nearLimitSnapshots(env: NodeJS.ProcessEnv, count: number, folder: string): NearLimitSnapshots {
  const list = (): string[] => readdirSync(folder).filter((name) => fileName.test(name));
  const known = new Set(list());
  // Inside quotes Node takes a backslash for an escape.
  const options = `--heapsnapshot-near-heap-limit=${count} "--diagnostic-dir=${folder.replace(/["\\]/g, '\\$&')}"`;
  const { NODE_OPTIONS: before = '' } = env;
  return {
    env: { ...env, NODE_OPTIONS: before === '' ? options : `${before} ${options}` },
    collect() {
      const files = list()
        .filter((name) => !known.has(name))
        .map((name) => path.join(folder, name));
      const whole = files.filter(isWhole);
      for (const file of files) if (!whole.includes(file)) rmSync(file, { force: true });
      return { files: whole, removed: files.length - whole.length };
    },
  };
}

/** A snapshot is one JSON object. */
function isWhole(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const tail = Buffer.alloc(8);
    const { size } = fstatSync(descriptor);
    const count = readSync(descriptor, tail, 0, tail.length, Math.max(0, size - tail.length));
    return tail.toString('latin1', 0, count).trimEnd().endsWith('}');
  } finally {
    closeSync(descriptor);
  }
}
