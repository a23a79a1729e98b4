import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Buildable } from './buildable.ts';

/** The target of the file's folder's Makefile that has the name of the file. */
export function makeTarget(file: string): Buildable | undefined {
  const folder = path.dirname(file);
  const name = path.basename(file, path.extname(file));
  const makefile = ['GNUmakefile', 'makefile', 'Makefile'].map((each) => path.join(folder, each)).find(existsSync);
  if (makefile === undefined) return undefined;
  const rules = readFileSync(makefile, 'utf8').matchAll(/^([^\s#:=][^:=#]*):(?!=)/gm);
  const targets = Array.from(rules, ([, left = '']) => left.trim().split(/\s+/)).flat();
  if (!targets.includes(name)) return undefined;
  const executable = path.join(folder, name);
  const build = { argv: ['make', name] as const, cwd: folder, environment: {}, executable };
  return { name, argv: [executable], build };
}
