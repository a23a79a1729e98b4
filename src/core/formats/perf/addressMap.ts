import { lowerBound } from '../../model/lowerBound.ts';
import type { Frame } from './frame.ts';

export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

/** A range of a process' addresses, and what stands there. */
export interface Mapping extends AddressRange {
  /** What an address is more than its byte in the module's file; 0 in the kernel, where nobody knows the byte. */
  readonly bias: number;
  readonly module: CodeModule;
}

/** A module of the profile, and the frames in it by their bytes. */
export interface CodeModule {
  readonly index: number;
  readonly file: string;
  readonly isKernel: boolean;
  /** Whether it is a file, and not memory that a runtime writes its code to. */
  readonly isFile: boolean;
  readonly frames: Map<number, Frame>;
}

/** The mappings of one process, sorted, none over another. Copies share them until one of them changes. */
export class AddressMap<T extends AddressRange = Mapping> {
  private mappings: T[];
  private isShared = false;
  private last: T | undefined;

  constructor(mappings: T[] = []) {
    this.mappings = mappings;
  }

  get size(): number {
    return this.mappings.length;
  }

  at(address: number): T | undefined {
    const { last } = this;
    if (last !== undefined && address >= last.start && address < last.end) return last;
    const found = this.mappings[this.firstEndingBehind(address)];
    if (found === undefined || found.start > address) return undefined;
    this.last = found;
    return found;
  }

  /** What was mapped there before is no more. Says whether anything was. */
  add(mapping: T): boolean {
    if (!(mapping.start < mapping.end)) return false;
    if (this.isShared) this.mappings = this.mappings.slice();
    this.isShared = false;
    this.last = undefined;
    const from = this.firstEndingBehind(mapping.start);
    let to = from;
    while (to < this.mappings.length && (this.mappings[to]?.start ?? 0) < mapping.end) to++;
    const before = this.mappings[from];
    const after = this.mappings[to - 1];
    const added = [mapping];
    if (to > from && before !== undefined && before.start < mapping.start)
      added.unshift({ ...before, end: mapping.start });
    if (to > from && after !== undefined && after.end > mapping.end) added.push({ ...after, start: mapping.end });
    this.mappings.splice(from, to - from, ...added);
    return to > from;
  }

  copy(): AddressMap<T> {
    this.isShared = true;
    const copy = new AddressMap<T>(this.mappings);
    copy.isShared = true;
    return copy;
  }

  private firstEndingBehind(address: number): number {
    const { mappings } = this;
    return lowerBound(0, mappings.length, (index) => (mappings[index]?.end ?? 0) > address);
  }
}
