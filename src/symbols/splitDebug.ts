import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { ElfAt } from './debugFile.ts';

/** Far more than a program of split debug information holds of strings; what has more is not split. */
const mostBytes = 2 ** 20;

/**
 * Whether debug information was split off into `.dwo` files (`-gsplit-dwarf`) that are gone. What stays in the program then
 * has no strings but their names and the folders that they were compiled in.
 */
export function lacksSplitFiles({ path, elf }: ElfAt): boolean {
  const strings = elf.section('.debug_str');
  if (strings === undefined || strings.size > mostBytes || elf.section('.debug_addr') === undefined) return false;
  if (existsSync(`${path}.dwp`)) return false;
  const { bytes } = elf.fields(strings.offset, strings.size);
  const texts = new TextDecoder().decode(bytes).split('\0');
  const folders = texts.filter(isAbsolute);
  const files = texts.filter((text) => text.endsWith('.dwo'));
  return files.some((file) => ![...folders, ''].some((folder) => existsSync(resolve(folder, file))));
}
