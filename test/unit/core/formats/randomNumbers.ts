/** Whole numbers below a limit, the same for the same seed: https://prng.di.unimi.it/splitmix64.c, in 32 bits. */
export type Random = (limit: number) => number;

export function randomNumbers(seed: number): Random {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % limit;
  };
}
