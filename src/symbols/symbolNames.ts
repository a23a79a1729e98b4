import type { ElfFile } from '../core/formats/elf/elfFile.ts';
import { SymbolTable } from '../core/formats/elf/symbolTable.ts';
import type { Frames } from '../core/sources/nameAddresses.ts';
import { findTool } from './findTool.ts';
import { plainName } from './plainName.ts';
import { runTool } from './runTool.ts';

/** Names of functions from an ELF file's own symbols, for want of a program that knows more; no lines. */
export async function symbolNames(file: ElfFile, addresses: readonly number[]): Promise<readonly Frames[]> {
  const table = new SymbolTable(file);
  const names = addresses.map((address) => table.at(address)?.name ?? '');
  const plain = await demangle(names);
  return plain.map((name) => (name === '' ? [] : [{ name: plainName(name), file: '', line: 0, firstLine: 0 }]));
}

/** All names in one run of c++filt; where it is missing, as they are. */
export async function demangle(names: readonly string[]): Promise<readonly string[]> {
  const command = names.some((name) => /^_[ZR]/.test(name)) ? findTool('c++filt') : undefined;
  if (command === undefined) return names;
  const plain: string[] = [];
  const input = names.map((name) => `${name.replace(/\n/g, ' ')}\n`).join('');
  const ended = await runTool({ command, args: [], input, debuginfod: false, onLine: (line) => plain.push(line) });
  return ended && plain.length === names.length ? plain : names;
}
