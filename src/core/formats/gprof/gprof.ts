import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input } from '../format.ts';
import { elfSegments, type ElfSegments } from './elfSegments.ts';
import { readGmon } from './gmon.ts';

/**
 * What a program that was built with `-pg` leaves when it ends: samples by address. Names and lines are in the program beside it.
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

function read(input: Input): Profile {
  const { program, segments } = programBeside(input);
  const { buckets, rate, broken } = readGmon(input, segments);
  const builder = new ProfileBuilder({ format: 'gprof', tool: 'gprof', unit: 'microseconds' });
  const module = builder.module({ file: program.path ?? program.name, buildId: '' });
  let outside = 0;
  for (const { address, count } of buckets) {
    const offset = segments.fileOffset(address);
    if (offset === undefined) outside += count;
    else builder.weigh(builder.node(-1, builder.address(module, offset, 'native')), (count * 1e6) / rate, count);
  }
  if (buckets.length === 0) {
    throw new HeatlineError(
      `${input.name} has no samples.`,
      'Let the program run for longer: gprof takes 100 samples a second.',
    );
  }
  builder.note(
    'lines-unknown',
    'gprof counts samples in ranges of a few instructions: each stands on the first one, which may be of the line before. It has no stacks, so that totals are self times.',
  );
  if (outside > 0)
    builder.note(
      'bad-data',
      `${outside} samples are at addresses that ${program.name} does not have: it was built again, or is another program.`,
    );
  if (broken) builder.note('lost-part', 'The file ends in the middle: what came after is missing.');
  return builder.finish();
}

/** `GMON_OUT_PREFIX=name` has glibc write `name.<pid>`; else it is always `gmon.out`, as compilers write `a.out`. */
function programBeside(input: Input): { readonly program: Input; readonly segments: ElfSegments } {
  const named = input.name.replace(/\.(\d+|gmon|gmon\.out)$/, '');
  const candidates = named === input.name ? ['a.out'] : [named, 'a.out'];
  for (const name of candidates) {
    const program = input.beside?.(name);
    const segments = program && elfSegments(program);
    if (program !== undefined && segments !== undefined) return { program, segments };
  }
  throw new HeatlineError(
    `${input.name} holds addresses only, and the program that wrote it is not beside it.`,
    `Put the program into the same folder as ${candidates.join(' or ')}.`,
  );
}
