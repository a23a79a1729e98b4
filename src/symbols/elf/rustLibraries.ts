import type { ElfFile } from '../../core/formats/elf/elfFile.ts';
import { SymbolTable } from '../../core/formats/elf/symbolTable.ts';

/** Crates that every Rust program has from its toolchain, built elsewhere; generic code of them stands under their names, too. */
const crates =
  'addr2line|adler2?|alloc|compiler_builtins|core|gimli|hashbrown|memchr|miniz_oxide|object|panic_unwind|rustc_demangle|std|std_detect|unwind|__rustc';
/** Where a crate is named: https://doc.rust-lang.org/rustc/symbol-mangling/v0.html */
const crateAt = 'Cs[0-9A-Za-z]*_\\d+_?';
/** The first crate of a name, as it is mangled now and as it was before. */
const inLibrary = new RegExp(`^(_R((?!${crateAt}).)*${crateAt}|_ZN\\d+)(${crates})(?![a-z_])`);

/**
 * Whether the code at an address is of the libraries that come with the compiler; nothing where the program is not Rust's or does
 * not name its functions.
 */
export function rustLibraries(elf: ElfFile): ((address: number) => boolean) | undefined {
  const comment = elf.section('.comment');
  if (comment === undefined || elf.isStripped) return undefined;
  if (!Buffer.from(elf.fields(comment.offset, comment.size).bytes).includes('rustc version')) return undefined;
  const symbols = new SymbolTable(elf);
  return (address) => inLibrary.test(symbols.at(address)?.name ?? '');
}
