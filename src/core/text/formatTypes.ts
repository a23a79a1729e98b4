import { formatShare } from './formatShare.ts';

/** More are better read in a snapshot of the heap. */
const shown = 4;

/** `Map 40 %, Array 25 %, …`: the types of a list whose heaviest come first, as shares of their sum. */
export function formatTypes(types: readonly { readonly name: string; readonly weight: number }[]): string {
  const sum = types.reduce((total, { weight }) => total + weight, 0);
  const first = types.slice(0, shown).map(({ name, weight }) => `${name} ${formatShare(weight / sum)}`);
  return [...first, ...(types.length > shown ? ['…'] : [])].join(', ');
}
