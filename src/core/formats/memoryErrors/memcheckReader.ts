import type { MemoryErrorKind, MemoryRole } from '../../model/memoryError.ts';
import type { StackFrame } from '../nativeMemory/addStack.ts';
import { isLeak, type ReportedError, type ReportedStack } from './memoryReport.ts';
import type { XmlEvent } from './xmlElements.ts';

const kinds: Readonly<Record<string, MemoryErrorKind>> = {
  InvalidRead: 'bad-access',
  InvalidWrite: 'bad-access',
  InvalidJump: 'bad-access',
  InvalidFree: 'bad-free',
  MismatchedFree: 'mismatched-free',
  UninitValue: 'uninitialised',
  UninitCondition: 'uninitialised',
  SyscallParam: 'uninitialised',
  ClientCheck: 'uninitialised',
  Leak_DefinitelyLost: 'leak',
  Leak_IndirectlyLost: 'leak',
  Leak_PossiblyLost: 'possible-leak',
  Leak_StillReachable: 'reachable',
};

/** Larger than any file, and than the columns that lines are kept in. */
const noLine = 2 ** 28;
/** Valgrind's own limits are far below: 500 frames, and 1000 different errors before it stops to report. */
const mostFrames = 4096;

/** An error while it is read. */
interface Draft {
  kind: string;
  what: string;
  bytes: number;
  blocks: number;
  readonly stacks: { frames: StackFrame[]; about: string }[];
  /** What stands before the stack that follows, and after the last one. */
  about: string;
  /** Of what the stacks are. */
  readonly remarks: string[];
}

/** Follows the elements of a report. */
export class MemcheckReader {
  readonly errors: ReportedError[] = [];
  tool = '';
  command = '';
  pid = 0;
  isWhole = false;
  /** Errors that could not be read. */
  broken = 0;

  private error: Draft | undefined;
  private fields: Record<string, string> = {};

  read(event: XmlEvent): void {
    if (event.type === 'open') this.open(event.name);
    else if (this.error === undefined) this.closeOutside(event.name, event.text);
    else this.closeInside(this.error, event.name, event.text);
  }

  private open(name: string): void {
    if (name === 'error') {
      if (this.error !== undefined) this.broken++;
      this.error = { kind: '', what: '', bytes: 0, blocks: 0, stacks: [], about: '', remarks: [] };
    } else if (name === 'stack') {
      this.error?.stacks.push({ frames: [], about: this.error.about });
      if (this.error !== undefined) this.error.about = '';
    } else if (name === 'frame') this.fields = {};
  }

  private closeOutside(name: string, text: string): void {
    if (name === 'protocoltool') this.tool = text;
    else if (name === 'pid' && /^\d{1,9}$/.test(text)) this.pid = Number(text);
    else if (name === 'exe' || name === 'arg') this.fields[name] = `${this.fields[name] ?? ''} ${text}`.slice(0, 1000);
    else if (name === 'vargv') this.fields = {};
    else if (name === 'argv') this.command = `${this.fields['exe'] ?? ''}${this.fields['arg'] ?? ''}`.trim();
    else if (name === 'valgrindoutput') this.isWhole = true;
  }

  private closeInside(error: Draft, name: string, text: string): void {
    const stack = error.stacks.at(-1);
    switch (name) {
      case 'kind':
        error.kind = text;
        break;
      case 'what':
      case 'text':
        error.what = text;
        break;
      case 'auxwhat':
        error.about = text;
        error.remarks.push(text);
        break;
      case 'leakedbytes':
        error.bytes = countOf(text);
        break;
      case 'leakedblocks':
        error.blocks = countOf(text);
        break;
      case 'frame':
        if (stack !== undefined && stack.frames.length < mostFrames) stack.frames.push(frameOf(this.fields));
        break;
      case 'error':
        this.finish(error);
        break;
      default:
        this.fields[name] = text;
    }
  }

  private finish(error: Draft): void {
    this.error = undefined;
    const { bytes, blocks, what, remarks, stacks } = error;
    if (error.kind === '' || stacks.every(({ frames }) => frames.length === 0)) {
      this.broken++;
      return;
    }
    const kind = kindOf(error.kind, remarks.join('\n'));
    const message = [withoutRecord(what), ...remarks.map(placeOf).filter((place) => place !== '')].join(', ');
    // The bytes of what is definitely lost hold those that are lost indirectly.
    const weight = isLeak(kind) && error.kind !== 'Leak_IndirectlyLost' ? bytes : 0;
    const reported = stacks.map(({ frames, about }, index): ReportedStack => ({
      role: roleOf(about, index, kind),
      frames,
    }));
    this.errors.push({ kind, message, bytes, blocks, weight, stacks: reported });
  }
}

function countOf(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}

function frameOf({ fn = '', obj = '', dir = '', file = '', line = '' }: Readonly<Record<string, string>>): StackFrame {
  const name = fn === '' ? '(unknown)' : fn;
  const number = countOf(line);
  if (file === '' || number === 0 || number >= noLine) return { name, file: obj, line: 0 };
  return { name, file: file.startsWith('/') || dir === '' ? file : `${dir}/${file}`, line: number };
}

/** Memcheck calls an access invalid; where the address lies tells what is wrong with it. */
function kindOf(name: string, remarks: string): MemoryErrorKind {
  const kind = Object.hasOwn(kinds, name) ? (kinds[name] ?? 'other') : 'other';
  const isFreed = / of size [\d,]+ free'd/.test(remarks);
  if (kind === 'bad-access' && isFreed) return 'use-after-free';
  if (kind === 'bad-access' && / bytes (before|after|inside) a /.test(remarks)) return 'out-of-bounds';
  return kind === 'bad-free' && isFreed ? 'double-free' : kind;
}

/** Where an address is, without the address, which differs from run to run. */
function placeOf(remark: string): string {
  return /^Address 0x[0-9a-fA-F]+ is (.*)$/s.exec(remark)?.[1] ?? '';
}

function withoutRecord(what: string): string {
  return what.replace(/ in loss record [\d,]+ of [\d,]+$/, '');
}

function roleOf(about: string, index: number, kind: MemoryErrorKind): MemoryRole {
  if (index === 0) return isLeak(kind) ? 'allocated' : 'error';
  if (about.endsWith(" free'd")) return 'freed';
  return /alloc'd|was created by|recently re-allocated/.test(about) ? 'allocated' : 'declared';
}
