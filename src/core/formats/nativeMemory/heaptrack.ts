import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import { chooseEvent } from '../chooseEvent.ts';
import type { Format, Input, ReadChoice } from '../format.ts';
import { linesOf, textLines } from '../textLines.ts';
import { isZstd, zstdPieces } from '../zstdPieces.ts';
import { HeaptrackReader, heaptrackEvents } from './heaptrackReader.ts';
import { processOf } from './processOf.ts';

/**
 * Every allocation of a program: `heaptrack` writes it compressed, and `heaptrack_interpret` has named its addresses.
 * src/analyze/accumulatedtracedata.cpp in heaptrack's sources reads it.
 */
export const heaptrack: Format = {
  id: 'heaptrack',
  name: 'heaptrack',
  extensions: [],
  fileNames: ['heaptrack.*.zst', 'heaptrack.*.gz'],
  accepts: (input) => /^v [0-9a-f]{1,6} [0-9a-f]{1,4}$/.test(firstLine(input)),
  read,
};

const events = heaptrackEvents.map(({ event }) => event);

function read(input: Input, choice?: ReadChoice): Profile {
  const { event, unit } = heaptrackEvents[chooseEvent(input, events, choice)] ?? heaptrackEvents[0];
  const builder = new ProfileBuilder({ format: 'heaptrack', tool: 'heaptrack', unit, event, events });
  const reader = new HeaptrackReader(builder, processOf(input.name));
  const end = { isWhole: true };
  const lines = isZstd(input) ? linesOf(zstdPieces(input, () => (end.isWhole = false))) : textLines(input);
  for (const line of lines) reader.readLine(line);
  if (reader.version < 2) {
    throw new HeatlineError(
      `${input.name} is of a heaptrack from before 1.1, or was written with --raw.`,
      'Record it with a newer heaptrack, or pass it through heaptrack_interpret.',
    );
  }
  reader.weigh(event);
  builder.timeline(reader.timeline());
  if (reader.broken > 0) builder.note('bad-data', `${reader.broken} lines of the file are broken and were left out.`);
  if (!end.isWhole) builder.note('lost-part', 'The file ends in the middle: what came after is missing.');
  return builder.finish();
}

function firstLine(input: Input): string {
  if (!isZstd(input)) return new TextDecoder().decode(input.read(0, 64)).split('\n', 1)[0] ?? '';
  const [line = ''] = linesOf(zstdPieces(input, () => undefined));
  return line;
}
