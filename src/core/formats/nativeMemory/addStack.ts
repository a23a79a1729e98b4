import type { ProfileBuilder } from '../../model/builder.ts';
import { functionCategory } from '../functionCategory.ts';

/** One frame of a native stack as a tool of memory names it. */
export interface StackFrame {
  readonly name: string;
  /** Source file, else the library or program; empty when neither is known. */
  readonly file: string;
  /** 1-based line in `file`; 0 when it is not known. */
  readonly line: number;
  /** Whether the compiler put it into the frame that follows. */
  readonly inlined?: boolean;
  /** In place of a name: a byte of a file of machine code. */
  readonly code?: { readonly offset: number; readonly buildId: string };
}

/** The innermost frame of a stack, and the line in it. */
export interface Leaf {
  readonly node: number;
  readonly line: number;
}

/** Puts a stack, innermost frame first, into the call tree; undefined when it has no frame. */
export function addStack(builder: ProfileBuilder, frames: readonly StackFrame[], thread = 0): Leaf | undefined {
  let leaf: Leaf | undefined;
  for (let index = frames.length - 1; index >= 0; index--) {
    const frame = frames[index];
    if (frame !== undefined) leaf = addFrame(builder, leaf, frame, thread);
  }
  return leaf;
}

/** Puts a frame above another, or above none. */
export function addFrame(builder: ProfileBuilder, caller: Leaf | undefined, frame: StackFrame, thread = 0): Leaf {
  const node = builder.node(caller?.node ?? -1, functionOf(builder, frame), thread, caller?.line ?? 0);
  if (frame.inlined === true && caller !== undefined) builder.markInlined(node);
  return { node, line: frame.line };
}

function functionOf(builder: ProfileBuilder, { name, file, line, code }: StackFrame): number {
  if (code !== undefined) {
    return builder.address(builder.module({ file, buildId: code.buildId }), code.offset, 'native');
  }
  // A library is no source.
  const category = functionCategory(name, line > 0 ? file : '');
  return builder.function({ name, file, line: 0, column: 0, category });
}
