import { addAmount, type Amount } from './amount.ts';
import type { OwnSite } from './ownCode.ts';

export interface SiteAmount extends OwnSite {
  readonly amount: Amount;
}

/** Amounts added up by the line of own code that they belong to. */
export class SiteAmounts {
  private readonly sites = new Map<string, SiteAmount>();

  add(site: OwnSite, amount: Amount): void {
    const key = `${site.place.line} ${site.place.file}`;
    const known = this.sites.get(key);
    if (known === undefined) this.sites.set(key, { ...site, amount: { ...amount } });
    else addAmount(known.amount, amount);
  }

  /** The heaviest first. */
  sorted(): SiteAmount[] {
    return [...this.sites.values()].sort((a, b) => b.amount.weight - a.amount.weight);
  }

  sum(): Amount {
    const sum = { weight: 0, count: 0 };
    for (const { amount } of this.sites.values()) addAmount(sum, amount);
    return sum;
  }
}
