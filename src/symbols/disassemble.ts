import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Instruction, MachineCode } from '../core/queries/machineCode.ts';
import { compiledFunctions, weightOf, type Compiled } from './compiledFunctions.ts';
import { findTool } from './findTool.ts';
import { sourcePath } from './llvmSymbolizer.ts';
import type { RecordedCode } from './recordedCode.ts';
import { runTool } from './runTool.ts';

/**
 * The instructions of a function and what each cost.
 * @param name as it was compiled, with or without its parameters.
 * @throws HeatlineError when nothing of such a function was recorded in files here, or objdump is missing.
 */
export async function disassemble(code: RecordedCode, name: string): Promise<MachineCode> {
  const known: Compiled[] = [];
  for (const module of code) known.push(...(await compiledFunctions(module)));
  known.sort((a, b) => weightOf(b) - weightOf(a));
  const found = known.find((each) => each.name === name || each.name.startsWith(`${name}(`));
  if (found !== undefined) return await instructionsOf(found);
  const hottest = known.slice(0, 3).map((each) => each.name);
  const hint =
    hottest.length > 0 ? `The hottest are ${hottest.join(', ')}.` : 'It holds no machine code of files here.';
  throw new HeatlineError(`The profile has no machine code of a function ${name}.`, hint);
}

/** @throws HeatlineError when objdump is missing, or cannot read the file. */
export async function instructionsOf({ name, file, symbol, weights }: Compiled): Promise<MachineCode> {
  const objdump = findTool('objdump');
  if (objdump === undefined) {
    throw new HeatlineError('objdump is missing, which reads machine code.', 'sudo apt-get install binutils');
  }
  const { address, size } = symbol;
  const range = [`--start-address=${address}`, `--stop-address=${address + size}`];
  const args = ['-d', '-l', '-C', '--no-show-raw-insn', ...range, file];
  const rows: string[] = [];
  const run = { command: objdump, args, input: '', debuginfod: false };
  if (!(await runTool({ ...run, onLine: (row) => rows.push(row) })))
    throw new HeatlineError(`objdump could not read ${file}.`);
  return { name, binary: file, instructions: instructionsIn(rows, weights) };
}

/** Of `objdump -d -l`: `file:line` stands above the instructions of a line, `    1280:<tab>mulsd …` is one. */
function instructionsIn(rows: readonly string[], weights: ReadonlyMap<number, number>): Instruction[] {
  const instructions: Instruction[] = [];
  let file = '';
  let line = 0;
  for (const row of rows) {
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
