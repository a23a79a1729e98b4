import type { Profile } from '../../model/profile.ts';
import type { Format, Input, ReadChoice } from '../format.ts';
import { PerfHeader } from './perfHeader.ts';
import { RecordingReader } from './recordingReader.ts';

/**
 * What `perf record` writes, to a file or a pipe, compressed or not.
 * https://github.com/torvalds/linux/blob/master/tools/perf/Documentation/perf.data-file-format.txt
 */
export const perfData: Format = {
  id: 'perf-data',
  name: 'Linux perf recording',
  // perf's own name for it is the ending alone.
  extensions: ['perf.data'],
  accepts: (input) => ['PERFILE2', '2ELIFREP'].includes(new TextDecoder().decode(input.read(0, 8))),
  read,
};

function read(input: Input, choice: ReadChoice = {}): Profile {
  const header = new PerfHeader(input);
  return new RecordingReader(input, header, choice).read();
}
