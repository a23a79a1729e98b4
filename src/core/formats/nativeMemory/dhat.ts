import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import { chooseEvent } from '../chooseEvent.ts';
import type { Format, Input, ReadChoice } from '../format.ts';
import { arrayOf, headOf, isObject, numberOf, parseJsonObject, stringOf } from '../json.ts';
import { addStack, type StackFrame } from './addStack.ts';
import { isAllocator } from './allocators.ts';
import { lacksFolders, noFolders, valgrindFrame, withInlined } from './valgrindFrame.ts';

/** What a program point counts, by the key that the file has for it. */
const counted = [
  { event: 'allocated', key: 'tb', unit: 'bytes' },
  { event: 'allocations', key: 'tbk', unit: 'events' },
  { event: 'peak', key: 'gb', unit: 'bytes' },
  { event: 'end', key: 'eb', unit: 'bytes' },
  { event: 'read', key: 'rb', unit: 'bytes' },
  { event: 'written', key: 'wb', unit: 'bytes' },
] as const;

/**
 * How a program uses its heap: `valgrind --tool=dhat`, and the `dhat` crate of Rust.
 * dhat/dh_main.c in Valgrind's sources has the format in a comment; https://valgrind.org/docs/manual/dh-manual.html
 */
export const dhat: Format = {
  id: 'dhat',
  name: 'DHAT',
  extensions: [],
  fileNames: ['dhat.out.*', 'dhat-heap.json'],
  accepts: (input) => /^\s*\{\s*"dhatFileVersion"\s*:/.test(headOf(input)),
  read,
};

function read(input: Input, choice?: ReadChoice): Profile {
  const file = parseJsonObject(input);
  const version = numberOf(file['dhatFileVersion']);
  if (version !== 2) {
    throw new HeatlineError(
      `${input.name} has version ${version} of DHAT's format.`,
      'Record it with Valgrind 3.17 or newer.',
    );
  }
  // Without lifetimes nothing is known of the peak, and without accesses nothing of them.
  const known = counted.filter(
    ({ event }) =>
      !((event === 'peak' || event === 'end') && file['bklt'] === false) &&
      !((event === 'read' || event === 'written') && file['bkacc'] === false),
  );
  const events = known.map(({ event }) => event);
  const { event, key, unit } = known[chooseEvent(input, events, choice)] ?? counted[0];
  const builder = new ProfileBuilder({ format: 'dhat', tool: 'dhat', unit, event, events });
  builder.thread({ name: stringOf(file['cmd']), pid: processOf(file['pid']), tid: 0 });
  const frames = arrayOf(file['ftbl']).map((text) => valgrindFrame(stringOf(text)));
  let broken = 0;
  for (const point of arrayOf(file['pps'])) {
    const value = isObject(point) ? numberOf(point[key], -1) : -1;
    const stack = isObject(point) ? stackOf(arrayOf(point['fs']), frames) : undefined;
    const leaf = stack && addStack(builder, stack);
    if (value < 0 || leaf === undefined) {
      broken++;
      continue;
    }
    // Counted, not sampled.
    builder.weigh(leaf.node, value, 0);
    builder.line(leaf.node, leaf.line, value);
  }
  if (broken > 0) builder.note('bad-data', `${broken} places of the file are broken and were left out.`);
  if (lacksFolders(frames.filter((frame) => frame !== undefined))) builder.note('lines-unknown', noFolders);
  return builder.finish();
}

/** Longer ones were never recorded: dhat keeps no more than 500 frames. */
const longestStack = 4096;

/** Undefined when the place names frames that are not there. */
function stackOf(
  indices: readonly unknown[],
  frames: readonly ReturnType<typeof valgrindFrame>[],
): readonly StackFrame[] | undefined {
  if (indices.length === 0 || indices.length > longestStack) return undefined;
  if (indices.some((index) => typeof index !== 'number' || !(index in frames))) return undefined;
  const stack = withInlined(indices.map((index) => frames[Number(index)]).filter((frame) => frame !== undefined));
  const own = stack.findIndex(({ name }) => !isAllocator(name));
  const called = own < 0 ? stack : stack.slice(own);
  return called.length > 0 ? called : [{ name: '(unknown)', file: '', line: 0 }];
}

function processOf(pid: unknown): number {
  return Number.isInteger(pid) && Number(pid) > 0 && Number(pid) < 2 ** 31 ? Number(pid) : 0;
}
