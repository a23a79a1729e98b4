import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import { addCallGraph } from '../callgrind/addCallGraph.ts';
import { chooseEvent } from '../chooseEvent.ts';
import { ElfFile } from '../elf/elfFile.ts';
import { SymbolTable } from '../elf/symbolTable.ts';
import type { Format, Input, ReadChoice } from '../format.ts';
import { arcGraph, type Program } from './arcGraph.ts';
import { CodeFrames } from './codeFrames.ts';
import { FunctionRanges } from './functionRanges.ts';
import { readGmon } from './gmon.ts';
import { gprofNotes } from './gprofNotes.ts';
import { shareCosts } from './shareCosts.ts';

/**
 * What a program that was built with `-pg` leaves when it ends: samples by address, and how often functions were called from where.
 * Names and lines are in the program beside it.
 * https://sourceware.org/binutils/docs/gprof/File-Format.html
 */
export const gprof: Format = {
  id: 'gprof',
  name: 'gprof',
  extensions: [],
  fileNames: ['gmon.out*'],
  accepts: (input) => {
    const [g, m, o, n] = input.read(0, 4);
    return g === 0x67 && m === 0x6d && o === 0x6f && n === 0x6e;
  },
  read,
};

const events = ['time', 'calls'] as const;

function read(input: Input, choice?: ReadChoice): Profile {
  const program = programBeside(input);
  const { file, elf } = program;
  const gmon = readGmon(input, elf);
  const event = events[chooseEvent(input, events, choice)] ?? 'time';
  const isTime = event === 'time';
  const counted = arcGraph(gmon, program, event);
  const { graph } = counted;
  shareCosts(graph.vertices);
  if (isTime && gmon.buckets.length === 0) {
    throw new HeatlineError(
      `${input.name} has no samples.`,
      'Let the program run for longer: gprof takes 100 samples a second.',
    );
  }
  if (!isTime && graph.vertices.length === 0) {
    throw new HeatlineError(
      `${input.name} has no calls.`,
      'Compile with -pg too, not only link, and keep the symbol table.',
    );
  }
  const unit = isTime ? 'microseconds' : 'events';
  const builder = new ProfileBuilder({ format: 'gprof', tool: 'gprof', unit, event, events });
  const code = {
    module: builder.module({ file: file.path ?? file.name, buildId: '' }),
    offsetOf: (address: number) => elf.offsetOf(address) ?? 0,
    weight: isTime ? 1e6 / gmon.rate : 1,
    isSampled: isTime,
  };
  addCallGraph(builder, graph, (vertices) => new CodeFrames(builder, vertices, code));
  for (const { kind, message } of gprofNotes(counted, program, isTime)) builder.note(kind, message);
  if (gmon.broken) builder.note('lost-part', 'The file ends in the middle: what came after is missing.');
  return builder.finish();
}

/** `GMON_OUT_PREFIX=name` has glibc write `name.<pid>`; else it is always `gmon.out`, as compilers write `a.out`. */
function programBeside(input: Input): Program {
  const named = input.name.replace(/\.(\d+|gmon|gmon\.out)$/, '');
  const candidates = named === input.name ? ['a.out'] : [named, 'a.out'];
  for (const name of candidates) {
    const file = input.beside?.(name);
    const elf = file && ElfFile.in(file);
    if (file !== undefined && elf !== undefined) {
      // What a stripped program exports are only some of its functions.
      const ends = elf.isStripped ? new Map<number, number>() : new SymbolTable(elf).ends();
      return { file, elf, functions: new FunctionRanges(ends) };
    }
  }
  throw new HeatlineError(
    `${input.name} holds addresses only, and the program that wrote it is not beside it.`,
    `Put the program into the same folder as ${candidates.join(' or ')}.`,
  );
}
