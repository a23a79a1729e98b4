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
  accepts: (input) => beginsWithType(input.read(0, 128)),
  read: readPprof,
  write: writePprof,
};

/** Numbers of the whole profile: times, period and the like. */
const numberFields = [7, 8, 9, 10, 12, 13, 14];

/** Behind the numbers, which Go writes first, comes a value type: a short message of up to two numbers. */
function beginsWithType(bytes: Uint8Array): boolean {
  let at = 0;
  while (numberFields.some((field) => bytes[at] === field << 3)) {
    while ((bytes[++at] ?? 0) >= 0x80);
    at++;
  }
  const [tag, length = 0, field] = bytes.subarray(at, at + 3);
  return tag === 0x0a && length >= 2 && length <= 22 && (field === 0x08 || field === 0x10);
}
