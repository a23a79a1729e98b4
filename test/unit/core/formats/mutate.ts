import type { Random } from './randomNumbers.ts';

export interface Mutant {
  readonly bytes: Uint8Array;
  /** What was done, to find it again. */
  readonly change: string;
}

type Container = unknown[] | Record<string, unknown>;

/** What a file may hold in the place of anything. */
const hostileValues: readonly unknown[] = [
  ...[null, true, '', 'x', [], {}, [[]], { id: 1 }],
  ...[0, -1, 0.5, 1, 2, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, -1e308, 5e-324],
];

/** Cuts, doubles or overwrites bytes. */
export function mutateBytes(original: Uint8Array, random: Random): Mutant {
  const from = random(original.length);
  const to = Math.min(original.length, from + 1 + random(64));
  const parts = {
    truncated: [original.subarray(0, from)],
    cut: [original.subarray(0, from), original.subarray(to)],
    doubled: [original.subarray(0, to), original.subarray(from)],
    overwritten: [
      original.subarray(0, from),
      original.subarray(from, to).map(() => random(256)),
      original.subarray(to),
    ],
  };
  const names = Object.keys(parts) as (keyof typeof parts)[];
  const name = names[random(names.length)] ?? 'cut';
  return { bytes: Buffer.concat(parts[name]), change: `${name} at ${from}..${to}` };
}

/** Changes one to three fields of lines of fields with a separator between them. */
export function mutateFields(original: Uint8Array, random: Random, separator: string): Mutant {
  const lines = Buffer.from(original).toString('latin1').split('\n');
  const changes = Array.from({ length: 1 + random(3) }, () => {
    const line = random(lines.length);
    const fields = (lines[line] ?? '').split(separator);
    const field = random(fields.length);
    const value = String(hostileFields[random(hostileFields.length)]);
    fields[field] = value;
    lines[line] = fields.join(separator);
    return `field ${field} of line ${line} is ${value}`;
  });
  return { bytes: Buffer.from(lines.join('\n'), 'latin1'), change: changes.join(', ') };
}

const hostileFields = [
  '',
  'x',
  '-1',
  '0',
  '0x',
  '1e308',
  '0xffffffffffffffffffff',
  '+0x10',
  '\\u',
  'C0O0I0',
  'C-1O9',
  'F9O9I9',
  'S',
  'a,b',
];

/** Changes one to three values somewhere in the file. */
export function mutateJson(original: Uint8Array, random: Random): Mutant {
  const root = JSON.parse(Buffer.from(original).toString()) as Container;
  const changes = Array.from({ length: 1 + random(3) }, () => changeOne(root, random));
  return { bytes: Buffer.from(JSON.stringify(root)), change: changes.join(', ') };
}

function changeOne(root: Container, random: Random): string {
  const trail: string[] = [];
  let place = root;
  for (;;) {
    const keys = Object.keys(place);
    const key = keys[random(Math.max(1, keys.length))];
    if (key === undefined) return 'nothing';
    trail.push(key);
    const value = read(place, key);
    // Deep enough that most changes are inside the tables, and some to the tables themselves.
    if (isContainer(value) && Object.keys(value).length > 0 && random(10) > 0) place = value;
    else return `${trail.join('.')} ${changeAt(place, key, random)}`;
  }
}

function changeAt(place: Container, key: string, random: Random): string {
  const value = read(place, key);
  switch (random(4)) {
    case 0:
      if (Array.isArray(place)) place.splice(Number(key), 1);
      else Reflect.deleteProperty(place, key);
      return 'removed';
    case 1:
      if (Array.isArray(place)) place.push(value);
      return 'added again';
    case 2:
      if (typeof value !== 'number') return 'left';
      write(place, key, random(2) === 0 ? -value : value * 1e6);
      return 'scaled';
    default: {
      const hostile = hostileValues[random(hostileValues.length)];
      write(place, key, structuredClone(hostile));
      return `set to ${JSON.stringify(hostile)}`;
    }
  }
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function read(place: Container, key: string): unknown {
  return (place as Record<string, unknown>)[key];
}

function write(place: Container, key: string, value: unknown): void {
  (place as Record<string, unknown>)[key] = value;
}
