import type { Mutant } from './mutate.ts';
import type { Random } from './randomNumbers.ts';

/** Header and first record of a 64-bit gmon.out: what a field is, where it is, and how many bytes it has. */
const fields = [
  ['version', 4, 4],
  ['kind', 20, 1],
  ['low address', 21, 8],
  ['high address', 29, 8],
  ['number of buckets', 37, 4],
  ['rate', 41, 4],
] as const;
const firstBucket = 60;
const hostileNumbers = [0n, 1n, 2n, 3n, 0xffffn, 2n ** 31n, 2n ** 32n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];

/** Of an arc, which are the last records: what a field is, how far from the arc's end, and how many bytes it has. */
const arcFields = [
  ['caller', 20, 8],
  ['callee', 12, 8],
  ['number of calls', 4, 4],
] as const;

/** Changes one to three fields or counts, and at times adds a record of a kind that there is. */
export function mutateGmon(original: Uint8Array, random: Random): Mutant {
  const record = Buffer.alloc(1 + random(40), random(3));
  const bytes = Buffer.concat([original, random(4) === 0 ? record : Buffer.alloc(0)]);
  const arcField = (): readonly [string, number, number] => {
    const [name, fromEnd, size] = arcFields[random(arcFields.length)] ?? arcFields[0];
    return [name, original.length - fromEnd - 21 * random(2), size];
  };
  const changes = Array.from({ length: 1 + random(3) }, () => {
    const bucket = ['bucket', firstBucket + 1 + 2 * random(500), 2] as const;
    const [name, at, size] = random(3) === 0 ? arcField() : (fields[random(fields.length + 3)] ?? bucket);
    const value = BigInt.asUintN(8 * size, hostileNumbers[random(hostileNumbers.length)] ?? 0n);
    for (let byte = 0; byte < size; byte++) bytes[at + byte] = Number((value >> BigInt(8 * byte)) & 0xffn);
    return `${name} at ${at} is ${value}`;
  });
  return { bytes, change: changes.join(', ') };
}
