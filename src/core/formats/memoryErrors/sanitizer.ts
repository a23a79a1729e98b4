import { ProfileBuilder } from '../../model/builder.ts';
import type { Profile } from '../../model/profile.ts';
import { ElfFile } from '../elf/elfFile.ts';
import type { Format, Input } from '../format.ts';
import type { StackFrame } from '../nativeMemory/addStack.ts';
import { textLines } from '../textLines.ts';
import { addMemoryErrors, isLeak, type ReportedStack } from './memoryReport.ts';
import type { SanitizerFrame } from './sanitizerFrame.ts';
import { SanitizerReader } from './sanitizerReader.ts';

/** Files stay open until all is read, and a report may name any number of them. */
const mostModules = 256;

/** Where in a program's output a report may begin for the file to be taken for one. */
const headSize = 1 << 16;

/**
 * Errors and leaks as programs print them that were built with `-fsanitize=address` or `-fsanitize=leak`. Weights are bytes that
 * leaked. https://github.com/google/sanitizers/wiki/AddressSanitizer
 */
export const sanitizer: Format = {
  id: 'sanitizer',
  name: 'AddressSanitizer or LeakSanitizer report',
  extensions: [],
  fileNames: ['asan.*', 'lsan.*', 'asan*.log'],
  accepts: (input) => {
    const head = new TextDecoder().decode(input.read(0, headSize));
    // What follows the errors is printed without any, too: LeakSanitizer's with `log_threads=1`.
    return /^(\S*==\d+==\s*(ERROR: (Address|Leak)Sanitizer|Processing thread \d)|AddressSanitizer exit stats:)/m.test(
      head,
    );
  },
  read,
};

function read(input: Input): Profile {
  const reader = new SanitizerReader();
  for (const line of textLines(input)) reader.readLine(line);
  const builder = new ProfileBuilder({ format: 'sanitizer', tool: 'sanitizer', unit: 'bytes', event: 'leaked' });
  builder.thread({ name: '', pid: reader.pid, tid: 0 });
  const byteOf = linkedCode(input);
  const errors = reader.errors.map(({ stacks, ...error }) => ({
    ...error,
    weight: isLeak(error.kind) ? error.bytes : 0,
    stacks: stacks.map(({ role, frames }): ReportedStack => ({
      role,
      frames: withoutInterceptor(role, frames).map(byteOf),
    })),
  }));
  addMemoryErrors(builder, errors);
  if (reader.isOpen) builder.note('lost-part', 'The file ends in the middle: what came after is missing.');
  return builder.finish();
}

/** Where memory is allocated or freed, the innermost frame is always the sanitizer's, also where it has no name. */
function withoutInterceptor(role: string, frames: readonly SanitizerFrame[]): readonly SanitizerFrame[] {
  const isUnnamed = frames[0]?.linked !== undefined;
  return isUnnamed && (role === 'allocated' || role === 'freed') && frames.length > 1 ? frames.slice(1) : frames;
}

/** Addresses as they are linked become bytes of the module, where that can be read. */
function linkedCode(input: Input): (frame: SanitizerFrame) => StackFrame {
  const modules = new Map<string, ElfFile | undefined>();
  return ({ linked, ...frame }) => {
    if (linked === undefined) return frame;
    const { file } = frame;
    if (!modules.has(file) && modules.size < mostModules) modules.set(file, elfOf(input, file));
    const offset = modules.get(file)?.offsetOf(linked.address);
    return offset === undefined ? frame : { ...frame, code: { offset, buildId: linked.buildId } };
  };
}

function elfOf(input: Input, file: string): ElfFile | undefined {
  const module = input.beside?.(file);
  return module && ElfFile.in(module);
}
