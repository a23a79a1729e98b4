import type { MemoryErrorKind, MemoryRole } from '../../model/memoryError.ts';
import { sanitizerFrame, type SanitizerFrame } from './sanitizerFrame.ts';

/** By the beginning of what a report says. */
const kinds: readonly (readonly [RegExp, MemoryErrorKind])[] = [
  [/^(heap-use-after-free|stack-use-after|use-after-poison|invalid-pointer-pair)/, 'use-after-free'],
  [/^\S*(buffer-overflow|buffer-underflow|container-overflow)/, 'out-of-bounds'],
  [/^(attempting double-free|double-free)/, 'double-free'],
  [/^(attempting free|bad-free|attempting to call)/, 'bad-free'],
  [/^alloc-dealloc-mismatch/, 'mismatched-free'],
  [/^(SEGV|BUS|stack-overflow)/, 'bad-access'],
];

/** An error while it is read. */
export interface SanitizerError {
  readonly kind: MemoryErrorKind;
  message: string;
  readonly bytes: number;
  readonly blocks: number;
  readonly stacks: { role: MemoryRole; frames: SanitizerFrame[] }[];
}

/** Deeper stacks are not kept: sanitizers print 256 frames at most. */
const mostFrames = 4096;

const colours = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** Follows the lines of a report, whatever else the program printed between them. */
export class SanitizerReader {
  readonly errors: SanitizerError[] = [];
  pid = 0;
  /** Whether the last error is still being told. */
  isOpen = false;

  private role: MemoryRole = 'error';

  readLine(coloured: string): void {
    const line = coloured.replace(colours, '');
    const [, pid, what] = /^==(\d{1,9})==\s*(?:ERROR|WARNING): \w+Sanitizer:? ?(.*)$/.exec(line) ?? [];
    if (what !== undefined) this.begin(Number(pid), what);
    else if (line.startsWith('SUMMARY: ')) this.isOpen = false;
    else if (this.isOpen) this.follow(line);
  }

  private begin(pid: number, what: string): void {
    this.pid = pid;
    this.isOpen = true;
    this.role = 'error';
    if (what.startsWith('detected memory leaks')) return;
    const kind = kinds.find(([pattern]) => pattern.test(what))?.[1] ?? 'other';
    // Addresses differ from run to run.
    const message = what.replace(/ (on|in|from|at) (unknown )?(address )?0x[^]*$/, '').replace(/:$/, '');
    this.errors.push({ kind, message, bytes: 0, blocks: 0, stacks: [] });
  }

  private follow(line: string): void {
    const [, which, bytes, blocks] =
      /^(Direct|Indirect) leak of (\d{1,15}) byte\(s\) in (\d{1,15}) object\(s\) allocated from:/.exec(line) ?? [];
    if (which !== undefined) {
      const message = `${which} leak of ${String(bytes)} bytes in ${String(blocks)} blocks`;
      this.errors.push({ kind: 'leak', message, bytes: Number(bytes), blocks: Number(blocks), stacks: [] });
      this.role = 'allocated';
      return;
    }
    const error = this.errors.at(-1);
    if (error === undefined) return;
    const [, index, frame = ''] = /^ +#(\d+) 0x[0-9a-f]+ +(.*)$/.exec(line) ?? [];
    if (index !== undefined) this.addFrame(error, index, frame);
    else this.followText(error, line);
  }

  private addFrame({ stacks }: SanitizerError, index: string, text: string): void {
    if (index === '0') stacks.push({ role: this.role, frames: [] });
    const frames = stacks.at(-1)?.frames;
    if (frames !== undefined && frames.length < mostFrames) frames.push(sanitizerFrame(text));
  }

  private followText(error: SanitizerError, line: string): void {
    const [, access] = /^((?:READ|WRITE|ACCESS) of size \d+)\b/.exec(line) ?? [];
    const [, signal] = /(caused by a (?:READ|WRITE) memory access)/.exec(line) ?? [];
    const [, place] =
      /^(?:Address )?0x[0-9a-f]+ is located (\d+ bytes .*?(?:region|'))(?= [[(]|$| defined)/.exec(line) ?? [];
    for (const fact of [access, signal, place]) if (fact !== undefined) error.message += `, ${fact}`;
    if (line.startsWith('freed by thread')) this.role = 'freed';
    else if (/^(previously )?allocated by thread/.test(line)) this.role = 'allocated';
    else if (/^Thread T\d+ .*created by/.test(line)) this.role = 'started';
    else if (line.includes(' is located in stack of thread ')) this.role = 'declared';
    this.followVariable(error, line);
  }

  /** Of a variable on the stack, the report has the function, and the line in it. */
  private followVariable(error: SanitizerError, line: string): void {
    const [, name, declared] = /^ +\[\d+, \d+\) '([^']+)'(?: \(line (\d{1,8})\))? <== Memory access/.exec(line) ?? [];
    if (name === undefined) return;
    error.message += `, of variable '${name}'`;
    const stack = error.stacks.find(({ role }) => role === 'declared');
    const [frame] = stack?.frames ?? [];
    if (stack !== undefined && frame !== undefined && declared !== undefined && frame.line > 0)
      stack.frames[0] = { ...frame, line: Number(declared) };
  }
}
