import type { StackFrame } from './addStack.ts';
import { valgrindFrame, withInlined, type ValgrindFrame } from './valgrindFrame.ts';

/** What one stack, innermost frame first, had allocated. */
export interface MassifStack {
  readonly frames: readonly StackFrame[];
  readonly bytes: number;
}

/** A line of the tree, and what of its bytes no line below it has. */
interface Open {
  readonly frame: ValgrindFrame | undefined;
  rest: number;
}

/** Deeper ones were never recorded: massif's `--depth` is 200 at most. */
const deepest = 4096;

/** Massif leaves out what is below its threshold: that stands on the last caller that is known, or on none. */
const unknown: StackFrame = { name: '(below massif’s threshold)', file: '', line: 0 };

/**
 * The stacks of a tree in which callers stand below what they call, indented by one more:
 *
 *     n2: 3000 (heap allocation functions) malloc/new/new[], --alloc-fns, etc.
 *      n1: 2000 0x10932C: open(char const*) (shop.cpp:15)
 *       n0: 2000 0x1093E6: main (shop.cpp:51)
 *      n0: 1000 in 7 places, all below massif's threshold (1.00%)
 */
export function massifTree(lines: readonly string[]): {
  readonly stacks: readonly MassifStack[];
  readonly broken: number;
} {
  const stacks: MassifStack[] = [];
  const path: Open[] = [];
  let broken = 0;
  const close = (depth: number): void => {
    while (path.length > depth) {
      const rest = path.at(-1)?.rest ?? 0;
      const frames = path.map(({ frame }) => frame).filter((frame) => frame !== undefined);
      if (rest > 0) stacks.push({ frames: frames.length > 0 ? withInlined(frames) : [unknown], bytes: rest });
      path.pop();
    }
  };
  for (const line of lines) {
    const [, indent = '', size, text = ''] = /^( *)n\d+: (\d{1,15}) (.*)$/.exec(line) ?? [];
    const depth = indent.length;
    const bytes = Number(size);
    const parent = path[depth - 1];
    if (size === undefined || depth > path.length || depth > deepest || (parent === undefined) !== (depth === 0)) {
      broken++;
      continue;
    }
    close(depth);
    if (/^in \d+ places?, /.test(text)) continue;
    if (parent !== undefined) {
      if (bytes > parent.rest) {
        broken++;
        continue;
      }
      parent.rest -= bytes;
    }
    path.push({ frame: valgrindFrame(text), rest: bytes });
  }
  close(0);
  return { stacks, broken };
}
