import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input, ReadChoice } from '../format.ts';
import { headOf } from '../json.ts';
import { ScriptReader } from './scriptReader.ts';
import { readSampleLine } from './scriptLine.ts';

/** The text of `perf script`, with or without `-F +srcline` and inlined frames. */
export const perfScript: Format = {
  id: 'perf-script',
  name: 'Text of perf script',
  extensions: ['.perf.txt'],
  accepts: (input) => {
    const first = headOf(input)
      .split('\n')
      .find((line) => line.trim() !== '' && !line.startsWith('#'));
    return first !== undefined && readSampleLine(first) !== undefined;
  },
  read,
};

function read(input: Input, choice: ReadChoice = {}): Profile {
  const reader = new ScriptReader(choice.event);
  reader.readAll(input);
  const profile = reader.finish();
  if (profile === undefined) {
    throw new HeatlineError(
      `${input.name} has no samples${choice.event === undefined ? '' : ` of ${choice.event}`}.`,
      reader.events.length > 0 ? `It has: ${reader.events.join(', ')}.` : 'Write it with perf script.',
    );
  }
  return profile;
}
