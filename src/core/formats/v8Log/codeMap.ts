/** Something that lies in memory. */
export interface Region {
  /** Address of its first byte. */
  start: number;
  /** In bytes. */
  readonly size: number;
}

/** Addresses are below 2^48, so that they and the numbers of their pages are exact in a double. */
const pageSize = 4096;

/** What lies where in the memory of the program. What is put over something else takes its place. */
export class CodeMap<T extends Region> {
  private readonly pages = new Map<number, T[]>();

  add(region: T): void {
    for (const page of pagesOf(region)) {
      const known = this.pages.get(page);
      if (known === undefined) this.pages.set(page, [region]);
      else this.pages.set(page, [...known.filter((other) => !overlap(other, region)), region]);
    }
  }

  find(address: number): T | undefined {
    const page = this.pages.get(Math.floor(address / pageSize));
    return page?.find(({ start, size }) => address >= start && address < start + size);
  }

  /** What the garbage collector moved; nothing where it is not known. */
  move(from: number, to: number): void {
    const region = this.find(from);
    if (region?.start !== from) return;
    for (const page of pagesOf(region)) {
      const left = (this.pages.get(page) ?? []).filter((other) => other !== region);
      this.pages.set(page, left);
    }
    region.start = to;
    this.add(region);
  }
}

function* pagesOf({ start, size }: Region): Generator<number> {
  const last = Math.floor((start + Math.max(1, size) - 1) / pageSize);
  for (let page = Math.floor(start / pageSize); page <= last; page++) yield page;
}

function overlap(a: Region, b: Region): boolean {
  return a.start < b.start + b.size && b.start < a.start + a.size;
}
