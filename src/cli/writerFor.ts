import type { Opened } from '../capture/open.ts';
import { formats } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';

/** The writer that an id or a file's extension names. */
export function writerFor(file: string, id: string | undefined): (opened: Opened) => string {
  const writable = formats.flatMap(({ write, ...format }) => (write === undefined ? [] : [{ ...format, write }]));
  const format =
    id === undefined
      ? writable.find(({ extensions }) => extensions.some((extension) => file.endsWith(extension)))
      : writable.find((known) => known.id === id);
  if (format === undefined) {
    const known = writable.map((each) => `${each.id} (${each.extensions.join(', ')})`).join(', ');
    throw new HeatlineError(`${id ?? file} names no format that can be written.`, `These can: ${known}.`);
  }
  // V8's own format keeps what V8 said; other tools have no source maps, so they get the original functions.
  return ({ raw, profile }) => format.write(format.id === raw.format ? raw : profile);
}
