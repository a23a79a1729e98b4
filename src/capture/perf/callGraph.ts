import { existsSync, realpathSync } from 'node:fs';
import { keepsFramePointers } from '../../symbols/elf/keepsFramePointers.ts';
import type { CallGraphChoice } from './callGraphChoice.ts';

/** How perf learns of callers: through frame pointers, or from copies of the stack, which it unwinds afterwards. */
export type CallGraph = 'fp' | 'dwarf';

/**
 * Frame pointers where there are any: copies of the stack are a hundred times as large, and deep stacks are cut off.
 * @param executable of a native program; undefined for a runtime, whose own code can only be followed by frame pointers.
 */
export function chooseCallGraph(asked: CallGraphChoice, executable: string | undefined): CallGraph {
  if (asked !== 'auto') return asked;
  const hasNone =
    executable !== undefined && existsSync(executable) && keepsFramePointers(realpathSync(executable)) === false;
  return hasNone ? 'dwarf' : 'fp';
}
