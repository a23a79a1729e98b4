import type { Opened } from '../capture/open.ts';
import { formats } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile, Unit } from '../core/model/profile.ts';

interface Wanted {
  /** The format, if not the one of the file's extension. */
  readonly id?: string;
  /** What will be written, where that is known before. */
  readonly unit?: Unit;
}

/**
 * The writer that an id or a file's extension names.
 * @throws HeatlineError when there is none, or when it has no place for the unit.
 */
export function writerFor(file: string, { id, unit }: Wanted): (opened: Opened) => string | Uint8Array {
  const writable = formats.flatMap(({ write, ...format }) => (write === undefined ? [] : [{ ...format, write }]));
  const format =
    id === undefined
      ? writable.find(({ extensions }) => extensions.some((extension) => file.endsWith(extension)))
      : writable.find((known) => known.id === id);
  if (format === undefined) {
    const known = writable.map((each) => `${each.id} (${each.extensions.join(', ')})`).join(', ');
    throw new HeatlineError(`${id ?? file} names no format that can be written.`, `These can: ${known}.`);
  }
  if (unit !== undefined && (format.writesOnly ?? unit) !== unit)
    throw new HeatlineError(
      `A ${format.name} holds ${String(format.writesOnly)}, not ${unit}.`,
      'Name another extension.',
    );
  // V8's own format keeps what V8 said; other tools have no source maps, so they get the original functions.
  const isV8 = ({ format: id }: Profile) => id === format.id || (format.id === 'cpuprofile' && id === 'v8-log');
  return ({ raw, profile }) => format.write(isV8(raw) ? raw : profile);
}
