import { isAbsolute } from 'node:path';
import { SymbolTable, type Symbol } from '../core/formats/elf/symbolTable.ts';
import { at } from '../core/model/at.ts';
import { openElf } from './debugFile.ts';
import { buildIdOf, isSameBuild } from './elf/buildId.ts';
import type { RecordedModule } from './recordedCode.ts';
import { demangle } from './symbolNames.ts';

/** A compiled function, found in the file that it was recorded in. */
export interface Compiled {
  readonly name: string;
  readonly file: string;
  readonly symbol: Symbol;
  /** By address. */
  readonly weights: ReadonlyMap<number, number>;
  /** Of the addresses, in the file. */
  readonly offsets: readonly number[];
}

export function weightOf({ weights }: Compiled): number {
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}

/** Functions with samples in them; none of a file that is not here, or not the one that was recorded. */
export async function compiledFunctions({ file, buildId, weights }: RecordedModule): Promise<Compiled[]> {
  const binary = isAbsolute(file) && !file.startsWith('//') ? openElf(file) : undefined;
  if (binary === undefined) return [];
  try {
    if (buildId !== '' && !isSameBuild(buildIdOf(binary.elf), buildId)) return [];
    const table = new SymbolTable(binary.elf);
    const found = new Map<number, { symbol: Symbol; weights: Map<number, number>; offsets: number[] }>();
    for (const [offset, weight] of weights) {
      const address = binary.elf.addressOf(offset);
      const symbol = address === undefined ? undefined : table.at(address);
      if (address === undefined || symbol === undefined || symbol.size === 0) continue;
      const known = found.get(symbol.address) ?? { symbol, weights: new Map<number, number>(), offsets: [] };
      found.set(symbol.address, known);
      known.weights.set(address, weight);
      known.offsets.push(offset);
    }
    const list = [...found.values()];
    const names = await demangle(list.map(({ symbol }) => symbol.name));
    return list.map((each, index) => ({ ...each, file, name: at(names, index) }));
  } finally {
    binary.close();
  }
}
