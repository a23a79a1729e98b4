import path from 'node:path';
import { isBuiltForGprof } from '../symbols/isBuiltForGprof.ts';
import { findProgram, firstBytes, type ProgramSearch } from './findProgram.ts';
import { interpreterOf } from './logCommand.ts';
import { isSanitized } from './memory/isSanitized.ts';
import type { Argv } from './recording.ts';

/**
 * Whose code is to be measured; whatever may start Node counts as Node's. What is sanitized checks its own memory, and what is profiled (built with `-pg`) measures
 * itself.
 */
export type TargetKind = 'node' | 'python' | 'native' | 'profiled' | 'sanitized';

/** Whether a program is its own machine code, and not what a runtime makes. */
export function isCompiled(kind: TargetKind): boolean {
  return kind !== 'node' && kind !== 'python';
}

/** Native programs that do nothing but start others, which may be Node. */
const launcher = /^(sh|bash|dash|zsh|ksh|fish|busybox|env|make|gmake|nice|nohup|setsid|sudo|time|timeout|xargs)$/;

/** What a command runs, judged by its name and the executable. */
export function targetKind([program, ...args]: Argv, search: ProgramSearch): TargetKind {
  const file = findProgram(program, search);
  const begin = file === undefined ? Buffer.alloc(0) : firstBytes(file);
  const name = path.basename(program);
  if (name === 'env') {
    const [started, ...rest] = args.slice(args.findIndex((arg) => !/^-|=/.test(arg)));
    if (started !== undefined && !/^-|=/.test(started)) return targetKind([started, ...rest], search);
  }
  const names = [name, interpreterOf(begin) ?? name];
  if (names.some((each) => /^(node|nodejs)[-\d.]*(\.exe)?$/i.test(each))) return 'node';
  if (names.some((each) => /^(python|pypy)[\d.]*(\.exe)?$/.test(each))) return 'python';
  if (!isMachineCode(begin) || launcher.test(name)) return 'node';
  if (file === undefined) return 'native';
  if (isSanitized(file)) return 'sanitized';
  return isBuiltForGprof(file) ? 'profiled' : 'native';
}

/** The magic numbers of ELF, of Mach-O in either byte order and of its universal files. */
function isMachineCode(begin: Buffer): boolean {
  const magic = begin.length < 4 ? 0 : begin.readUInt32BE(0);
  return [0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].includes(magic);
}
