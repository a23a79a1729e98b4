import { tierName, type Tier } from '../../model/tier.ts';
import type { Region } from './codeMap.ts';
import type { LogScript } from './logScript.ts';
import type { PositionTable } from './positionTable.ts';

/** V8's `SharedFunctionInfo`: one for each function in the text of a script. */
export interface LogFunction {
  /** `name url:line:column`, as V8 puts it together. */
  readonly label: string;
  script: LogScript | undefined;
}

/** Bytecode or machine code in memory. */
export interface LogCode extends Region {
  /** Undefined for what is no JavaScript: built-ins, stubs, regular expressions. */
  readonly fn: LogFunction | undefined;
  readonly tier: Tier;
  /** Whether it interprets one bytecode: what calls it is the interpreter itself. */
  readonly isBytecodeHandler: boolean;
  table: PositionTable | undefined;
  /** Functions of the inlinings. */
  inlined: readonly (LogFunction | undefined)[];
}

/** By the marks that end a `code-creation`; `'` behind one is code made for a loop that was already running. */
const tierMarks = '~^+*';

/** @param fields of a `code-creation` line: kind, number, time, address, size, name, then function and tier mark. */
export function codeOf(
  fields: readonly string[],
  functionAt: (address: number, label: string) => LogFunction,
): LogCode | undefined {
  const start = Number(fields[4]);
  const size = Number(fields[5]);
  if (!isAddress(start) || !isAddress(size) || size > largestCode) return undefined;
  const mark = /^([~^+*])'?$/.exec(fields.at(-1) ?? '')?.[1];
  const sfi = Number(fields.at(-2));
  const isFunction = mark !== undefined && fields.length >= 9 && isAddress(sfi);
  // Keys of a visitor, `A, B`, are names with commas that V8 does not escape.
  const label = isFunction ? fields.slice(6, -2).join(',') : '';
  return {
    start,
    size,
    fn: isFunction ? functionAt(sfi, label) : undefined,
    tier: tierName(Math.max(0, tierMarks.indexOf(mark ?? '~'))),
    isBytecodeHandler: fields[1] === 'BytecodeHandler' || /^Interpreter(Entry|Push)/.test(fields[6] ?? ''),
    table: undefined,
    inlined: [],
  };
}

/** Sizes beyond this are not V8's. */
const largestCode = 2 ** 28;

export function isAddress(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value < 2 ** 48;
}
