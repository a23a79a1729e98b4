/** V8's ways to run a function, from the first to the fastest. Numbers in `TierTable.tier` index this list. */
export const tiers = ['interpreter', 'baseline', 'maglev', 'turbofan'] as const;

export type Tier = (typeof tiers)[number];

export const tierIndex = Object.fromEntries(tiers.map((name, index) => [name, index])) as Readonly<
  Record<Tier, number>
>;

export function tierName(index: number): Tier {
  return tiers[index] ?? 'interpreter';
}
