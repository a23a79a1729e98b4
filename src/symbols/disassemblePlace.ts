import { basename } from 'node:path';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { MachineCode } from '../core/queries/machineCode.ts';
import type { Frames } from '../core/sources/nameAddresses.ts';
import { compiledFunctions, type Compiled } from './compiledFunctions.ts';
import { instructionsOf } from './disassemble.ts';
import type { RecordedCode } from './recordedCode.ts';
import type { Symbolizer } from './symbolizer.ts';

/** A line, or a whole function by its name: both may have been inlined into others. */
export interface CodePlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly function?: string | undefined;
}

/**
 * The compiled function in which a place cost the most.
 * @throws HeatlineError when nothing of the place was recorded, its file has changed, or objdump is missing.
 */
export async function disassemblePlace(
  code: RecordedCode,
  place: CodePlace,
  symbolizer: Symbolizer,
): Promise<MachineCode> {
  let best: { readonly compiled: Compiled; readonly weight: number } | undefined;
  const unread: { file: string; problem: string }[] = [];
  for (const module of code) {
    const offsets = [...module.weights.keys()];
    const { frames, problem } = await symbolizer.framesOf(module, offsets);
    if (problem === 'rebuilt' || problem === 'missing') unread.push({ file: module.file, problem });
    const here = new Set(offsets.filter((offset) => isAt(frames.get(offset) ?? [], place)));
    if (here.size === 0) continue;
    for (const compiled of await compiledFunctions(module)) {
      const own = compiled.offsets.filter((offset) => here.has(offset));
      const weight = own.reduce((sum, offset) => sum + (module.weights.get(offset) ?? 0), 0);
      if (weight > (best?.weight ?? 0)) best = { compiled, weight };
    }
  }
  if (best !== undefined) return await instructionsOf(best.compiled);
  const [first] = unread;
  if (first?.problem === 'rebuilt') {
    throw new HeatlineError(
      `${basename(first.file)} was built anew since it was recorded, so that its machine code is not the one that ran.`,
      'Profile it again.',
    );
  }
  if (first !== undefined) {
    throw new HeatlineError(`${first.file} is not here any more.`, 'Build it, and profile it again.');
  }
  const what =
    place.line === undefined ? (place.function ?? place.file) : `line ${place.line} of ${basename(place.file)}`;
  throw new HeatlineError(`No machine code of ${what} was recorded.`, 'Choose a line that is hot.');
}

function isAt(frames: Frames, { file, line, function: name }: CodePlace): boolean {
  return frames.some(
    (frame) =>
      frame.file === file && (line === undefined || frame.line === line) && (name === undefined || frame.name === name),
  );
}
