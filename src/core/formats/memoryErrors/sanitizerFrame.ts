import type { StackFrame } from '../nativeMemory/addStack.ts';

/** Machine code whose function the sanitizer could not name: an address in a module as it is linked. */
export interface SanitizerFrame extends Omit<StackFrame, 'code'> {
  readonly linked?: { readonly address: number; readonly buildId: string };
}

/** Larger than any file, and than the columns that lines are kept in. */
const noLine = 2 ** 28;

const inModule = /^(?:in (.+) )?\(([^()]+)\+0x([0-9a-f]{1,13})\)(?: \(BuildId: ([0-9a-f]{2,64})\))?$/;
/** A path may have blanks in it, and a name has them too. */
const withPath = /^in (.*) (\.{0,2}\/.*?):(\d+)(?::\d+)?$/;
const withFile = /^in (.*) ([^ ]+?):(\d+)(?::\d+)?$/;

/**
 * What follows a frame's address: `in main /home/me/shop.cpp:51`, from clang with a column, or `in main (/home/me/shop+0x12f)`, or
 * `(/home/me/shop+0x12f) (BuildId: 09…)`.
 */
export function sanitizerFrame(text: string): SanitizerFrame {
  const [isModule, fn, module = '', hex = '', buildId = ''] = inModule.exec(text) ?? [];
  if (isModule !== undefined) {
    if (fn !== undefined) return { name: fn, file: module, line: 0 };
    return { name: `0x${hex}`, file: module, line: 0, linked: { address: parseInt(hex, 16), buildId } };
  }
  const [, name, file = '', digits] = withPath.exec(text) ?? withFile.exec(text) ?? [];
  if (name === undefined) return { name: /^in (.+)$/.exec(text)?.[1] ?? '(unknown)', file: '', line: 0 };
  const line = Number(digits);
  return { name, file, line: line < noLine ? line : 0 };
}
