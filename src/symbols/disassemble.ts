import { isAbsolute } from 'node:path';
import { at } from '../core/model/at.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile } from '../core/model/profile.ts';
import { openElf } from './debugFile.ts';
import { buildIdOf, isSameBuild } from './elf/buildId.ts';
import { SymbolTable, type Symbol } from './elf/symbolTable.ts';
import { findTool } from './findTool.ts';
import { runTool } from './runTool.ts';
import { sourcePath } from './llvmSymbolizer.ts';
import { demangle } from './symbolNames.ts';

/** One instruction of a function. */
export interface Instruction {
  readonly address: number;
  readonly text: string;
  /** Where it was compiled from; empty and 0 when that is not known. */
  readonly file: string;
  readonly line: number;
  /** Of the samples that ended on it, in the profile's unit. */
  readonly weight: number;
}

/** A compiled function, found in the file that it was recorded in. */
interface Compiled {
  readonly name: string;
  readonly file: string;
  readonly symbol: Symbol;
  /** By address. */
  readonly weights: ReadonlyMap<number, number>;
}

/**
 * The instructions of a function and what each cost, from objdump.
 * @param raw a profile before it was symbolised.
 * @param name as it was compiled, with or without its parameters.
 * @throws HeatlineError when the profile has no such function here, or objdump is missing.
 */
export async function disassemble(raw: Profile, name: string): Promise<readonly Instruction[]> {
  const known = await compiledFunctions(raw);
  const found = known.find((each) => each.name === name || each.name.startsWith(`${name}(`));
  if (found === undefined) {
    const hottest = known.slice(0, 3).map((each) => each.name);
    const hint =
      hottest.length > 0 ? `The hottest are ${hottest.join(', ')}.` : 'It holds no machine code of files here.';
    throw new HeatlineError(`The profile has no machine code of a function ${name}.`, hint);
  }
  const objdump = findTool('objdump');
  if (objdump === undefined) throw new HeatlineError('objdump is missing.', 'sudo apt-get install binutils');
  const { address, size } = found.symbol;
  const range = [`--start-address=${address}`, `--stop-address=${address + size}`];
  const args = ['-d', '-l', '-C', '--no-show-raw-insn', ...range, found.file];
  let output = '';
  const run = { command: objdump, args, input: '', debuginfod: false };
  if (!(await runTool({ ...run, onText: (text) => (output += text) })))
    throw new HeatlineError(`objdump could not read ${found.file}.`);
  return instructionsIn(output, found.weights);
}

/** Functions with samples in them, the heaviest first. */
async function compiledFunctions(raw: Profile): Promise<readonly Compiled[]> {
  const weights = weightsByOffset(raw);
  const found: Compiled[] = [];
  for (const [module, { file, buildId }] of raw.modules.entries()) {
    const binary = isAbsolute(file) ? openElf(file) : undefined;
    if (binary === undefined) continue;
    if (buildId === '' || isSameBuild(buildIdOf(binary.elf), buildId)) {
      const table = new SymbolTable(binary.elf);
      const symbols = new Map<number, { symbol: Symbol; weights: Map<number, number> }>();
      for (const [offset, weight] of weights[module] ?? []) {
        const address = binary.elf.addressOf(offset);
        const symbol = address === undefined ? undefined : table.at(address);
        if (address === undefined || symbol === undefined || symbol.size === 0) continue;
        const known = symbols.get(symbol.address) ?? { symbol, weights: new Map<number, number>() };
        symbols.set(symbol.address, known);
        known.weights.set(address, weight);
      }
      const list = [...symbols.values()];
      const names = await demangle(list.map(({ symbol }) => symbol.name));
      for (const [index, each] of list.entries()) found.push({ ...each, file, name: at(names, index) });
    }
    binary.elf.close();
  }
  const weightOf = (each: Compiled): number => [...each.weights.values()].reduce((sum, weight) => sum + weight, 0);
  return found.sort((a, b) => weightOf(b) - weightOf(a));
}

/** For each module, the self weight of its instructions. */
function weightsByOffset({ addresses, modules, nodes }: Profile): Map<number, number>[] {
  const weights = modules.map(() => new Map<number, number>());
  const rowOf = new Map(Array.from(addresses.function, (fn, row) => [fn, row]));
  for (const [node, fn] of nodes.function.entries()) {
    const row = rowOf.get(fn);
    if (row === undefined) continue;
    const ofModule = at(weights, at(addresses.module, row));
    const offset = at(addresses.offset, row);
    ofModule.set(offset, (ofModule.get(offset) ?? 0) + at(nodes.self, node));
  }
  return weights;
}

/** Of `objdump -d -l`: `file:line` stands above the instructions of a line, `    1280:<tab>mulsd …` is one. */
function instructionsIn(output: string, weights: ReadonlyMap<number, number>): Instruction[] {
  const instructions: Instruction[] = [];
  let file = '';
  let line = 0;
  for (const row of output.split('\n')) {
    const [, digits, text = ''] = /^ *([0-9a-f]+):\t(.*)$/.exec(row) ?? [];
    if (digits === undefined) {
      const position = /^(\/.*):(\d+)(?: \(discriminator \d+\))?$/.exec(row);
      if (position !== null) [file, line] = [sourcePath(position[1] ?? ''), Number(position[2])];
      continue;
    }
    const address = parseInt(digits, 16);
    instructions.push({ address, text: text.trim(), file, line, weight: weights.get(address) ?? 0 });
  }
  return instructions;
}
