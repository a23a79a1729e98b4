import type { StackFrame } from './addStack.ts';

/** A frame, and the address it stands for: inlined functions have that of the one around them. */
export interface ValgrindFrame extends StackFrame {
  readonly address: string;
}

const frame = /^(0x[0-9A-Fa-f]+): (.*?)(?: \((?:in ([^()]*)|([^()]*):(\d+))\))?$/;

/** Larger than any file, and than the columns that lines are kept in. */
const noLine = 2 ** 28;

/**
 * A frame as valgrind's tools write it: `0x10932C: open(char const*) (shop.cpp:15)`, or `(in /usr/lib/libc.so)` where no line is
 * known. Undefined for what is beyond the first function, where the unwinder goes astray.
 */
export function valgrindFrame(text: string): ValgrindFrame | undefined {
  const [, address, name = '', object = '', file, line] = frame.exec(text) ?? [];
  if (address === undefined || (name === '???' && object === '')) return undefined;
  const known = Number(line);
  return file === undefined || known >= noLine
    ? { address, name, file: object, line: 0 }
    : { address, name, file, line: known };
}

/** Innermost first: marks what was inlined. */
export function withInlined(frames: readonly ValgrindFrame[]): StackFrame[] {
  return frames.map((each, index) => ({ ...each, inlined: frames[index + 1]?.address === each.address }));
}

/** Whether files are named without their folders, as valgrind does unless it is told otherwise. */
export function lacksFolders(frames: Iterable<StackFrame>): boolean {
  let named = false;
  for (const { file, line } of frames) {
    if (line === 0) continue;
    if (file.includes('/')) return false;
    named = true;
  }
  return named;
}

export const noFolders =
  'Files are named without their folders, so that their lines cannot be shown: run valgrind with --fullpath-after= for that.';
