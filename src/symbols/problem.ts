import { posix } from 'node:path';
import type { Note } from '../core/model/note.ts';

/** Why instructions of a module have no names or lines, or not all of them. */
export type Problem =
  | 'missing'
  | 'rebuilt'
  | 'stripped'
  | 'noLines'
  | 'noSplitFiles'
  | 'noSymboliser'
  | 'notTrusted'
  | 'failed'
  | 'noFile'
  | 'notMapped'
  | 'kernelModule'
  | 'hiddenKernel'
  | 'otherKernel';

/** What to tell of a problem. @param share of the weight that passes through the module, as text. */
export function problemNote(problem: Problem, file: string, share: string): Note {
  const name = posix.basename(file);
  switch (problem) {
    case 'missing':
      return noSymbols(
        `${file} is not here or cannot be read: ${share} of the weight is in it or below it, without names.`,
      );
    case 'rebuilt':
      return noSymbols(
        `${name} was rebuilt since the recording (its build id differs), so that its functions (${share} of the weight) keep their addresses: record again.`,
      );
    case 'stripped':
      return noSymbols(
        `${name} is stripped: its functions (${share} of the weight) have no names but those that it exports. Build it with -g, or install its debug package.`,
      );
    case 'noLines':
      return {
        kind: 'lines-unknown',
        message: `${name} has no debug information: its functions (${share} of the weight) have no lines. Build it with -g.`,
      };
    case 'noSplitFiles':
      return {
        kind: 'inlined-code',
        message: `.dwo files of ${name} are missing: code inlined into its functions (${share} of the weight) stands under their names. Build it again, or without -gsplit-dwarf.`,
      };
    case 'noSymboliser':
      return noSymbols(
        `No symboliser is installed, so that ${name} (${share} of the weight) has names of functions but no lines: sudo apt-get install llvm, or binutils.`,
      );
    case 'notTrusted':
      return noSymbols(
        `No symboliser is started in a folder that you do not trust, so that ${name} (${share} of the weight) has names of functions but no lines: trust the folder.`,
      );
    case 'failed':
      return noSymbols(`The symboliser could not read ${file}: its functions (${share} of the weight) have no lines.`);
    case 'noFile':
      return noSymbols(
        `${share} of the weight is in or below code that is in no file, such as a JIT compiler's: it has no names.`,
      );
    case 'notMapped':
      return noSymbols(
        `${share} of the weight is in or below addresses where no code was: registers that hold no frame pointers lead there, so that callers are missing or wrong. Build with -fno-omit-frame-pointer, or record with --call-graph dwarf.`,
      );
    case 'kernelModule':
      return noSymbols(
        `Heatline does not name the functions of the kernel's modules: ${share} of the weight is in or below ${name}.`,
      );
    case 'hiddenKernel':
      return noSymbols(
        `This machine hides the kernel's functions (${share} of the weight): sudo sysctl kernel.kptr_restrict=0 kernel.perf_event_paranoid=1.`,
      );
    case 'otherKernel':
      return noSymbols(
        `Another kernel than this one was recorded: its functions (${share} of the weight) have no names.`,
      );
  }
}

function noSymbols(message: string): Note {
  return { kind: 'no-symbols', message };
}
