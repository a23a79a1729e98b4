import type { Format } from '../format.ts';
import { readPprof } from './readPprof.ts';
import { writePprof } from './writePprof.ts';

/**
 * What Go's profiler and many others write, in protocol buffers; the shells take care of gzip.
 * https://github.com/google/pprof/blob/main/proto/profile.proto
 */
export const pprof: Format = {
  id: 'pprof',
  name: 'pprof',
  extensions: ['.pb.gz', '.pprof', '.pb'],
  // The first field is a value type: a short message that begins with its first or second field, a number.
  accepts: (input) => {
    const [tag, length = 0, field] = input.read(0, 3);
    return tag === 0x0a && length >= 2 && length <= 22 && (field === 0x08 || field === 0x10);
  },
  read: readPprof,
  write: writePprof,
};
