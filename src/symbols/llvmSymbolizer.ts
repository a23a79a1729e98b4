import { posix } from 'node:path';
import type { Frame, Frames } from '../core/sources/nameAddresses.ts';
import { plainName } from './plainName.ts';
import { runTool } from './runTool.ts';
import type { Symboliser } from './symboliser.ts';

/** One answer of `llvm-symbolizer --output-style=JSON` (LLVM 13 and later), https://llvm.org/docs/CommandGuide/llvm-symbolizer.html. */
interface Answer {
  /** Innermost first. */
  readonly Symbol?: readonly {
    readonly FunctionName: string;
    readonly FileName: string;
    readonly Line: number;
    readonly StartFileName: string;
    readonly StartLine: number;
  }[];
}

export function llvmSymbolizer(command: string): Symboliser {
  return {
    command,
    lookUp: async ({ file, addresses, debuginfod }) => {
      // It takes what follows a colon for an architecture, and opens another file.
      if (posix.basename(file).includes(':')) return undefined;
      const args = [`--obj=${file}`, '--inlines', '--demangle', '--output-style=JSON'];
      const input = addresses.map((address) => `0x${address.toString(16)}\n`).join('');
      const answers: Frames[] = [];
      const ended = await runTool({
        command,
        args,
        input,
        debuginfod,
        onLine: (line) => answers.push(framesOf(line)),
      });
      // Older versions end well, but do not answer in JSON.
      return ended && answers.length === addresses.length ? answers : undefined;
    },
  };
}

function framesOf(line: string): Frames {
  let answer: Answer;
  try {
    answer = JSON.parse(line) as Answer;
  } catch {
    return [];
  }
  const frames = (answer.Symbol ?? []).map(frameOf).reverse();
  return frames.some(({ name, line: number }) => name !== '' || number > 0) ? frames : [];
}

function frameOf(symbol: NonNullable<Answer['Symbol']>[number]): Frame {
  const { FunctionName, FileName, Line, StartFileName, StartLine } = symbol;
  const file = sourcePath(FileName === '' ? StartFileName : FileName);
  // A body that another file was included into has lines of that file, but begins in its own.
  const beginsHere = StartFileName === '' || sourcePath(StartFileName) === file;
  return { name: plainName(FunctionName), file, line: Line, firstLine: beginsHere ? StartLine : 0 };
}

/** Without the `..` that compilers leave between the folder they ran in and the file. */
export function sourcePath(file: string): string {
  return posix.isAbsolute(file) ? posix.normalize(file) : file;
}
