import type { Mutant } from './mutate.ts';
import type { Random } from './randomNumbers.ts';

/** A field of a protocol buffer: https://protobuf.dev/programming-guides/encoding. */
interface Field {
  readonly number: bigint;
  /** A number, or the bytes of a text or message. */
  value: bigint | Uint8Array;
}

const hostileNumbers: readonly bigint[] = [
  0n,
  1n,
  2n,
  127n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** Changes one to three fields of a message or of those in it, whose lengths stay right. */
export function mutateMessage(original: Uint8Array, random: Random): Mutant {
  const fields = fieldsOf(original);
  const changes = Array.from({ length: 1 + random(3) }, () => changeOne(fields, random));
  return { bytes: encode(fields), change: changes.join(', ') };
}

function changeOne(fields: Field[], random: Random): string {
  const index = random(Math.max(1, fields.length));
  const field = fields[index];
  if (field === undefined) return 'nothing';
  const what = `field ${index} (${field.number})`;
  if (typeof field.value !== 'bigint' && random(4) > 0) {
    const inner = fieldsOf(field.value);
    if (inner.length > 0) {
      const change = changeOne(inner, random);
      field.value = encode(inner);
      return `${what}: ${change}`;
    }
  }
  if (typeof field.value === 'bigint' && random(4) > 0) {
    field.value = hostileNumbers[random(hostileNumbers.length)] ?? 0n;
    return `${what} is ${field.value}`;
  }
  if (random(2) === 0) {
    fields.splice(index, 1);
    return `${what} removed`;
  }
  fields.splice(random(fields.length), 0, { ...field });
  return `${what} added again`;
}

/** None where the bytes are no message. */
function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const number = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const tag = number();
    const kind = tag & 7n;
    if (kind === 0n) fields.push({ number: tag >> 3n, value: number() });
    else if (kind === 2n) {
      const length = Number(number());
      if (at + length > bytes.length) return [];
      fields.push({ number: tag >> 3n, value: bytes.subarray(at, at + length) });
      at += length;
    } else return [];
  }
  return fields;
}

function encode(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(({ number, value }) =>
      typeof value === 'bigint'
        ? [varint(number << 3n), varint(value)]
        : [varint((number << 3n) | 2n), varint(BigInt(value.length)), value],
    ),
  );
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; bytes.length === 0 || rest > 0n; rest >>= 7n)
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
  return Uint8Array.from(bytes);
}
