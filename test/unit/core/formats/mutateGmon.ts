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

/** Changes one to three fields or counts, and at times adds a record of a kind that there is. */
export function mutateGmon(original: Uint8Array, random: Random): Mutant {
  const record = Buffer.alloc(1 + random(40), random(3));
  const bytes = Buffer.concat([original, random(4) === 0 ? record : Buffer.alloc(0)]);
  const changes = Array.from({ length: 1 + random(3) }, () => {
    const [name, at, size] = fields[random(fields.length + 3)] ?? ['bucket', firstBucket + 1 + 2 * random(500), 2];
    const value = BigInt.asUintN(8 * size, hostileNumbers[random(hostileNumbers.length)] ?? 0n);
    for (let byte = 0; byte < size; byte++) bytes[at + byte] = Number((value >> BigInt(8 * byte)) & 0xffn);
    return `${name} at ${at} is ${value}`;
  });
  return { bytes, change: changes.join(', ') };
}
