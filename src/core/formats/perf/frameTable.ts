import { PairTable } from '../../model/pairTable.ts';
import type { Frame } from './frame.ts';

/** Frames by address: nearly all that samples have were seen before. */
export class FrameTable {
  /** Of the halves of an address; most processes of a build have no sample, and no table. */
  private rows: PairTable | undefined;
  private frames: Frame[] = [];

  get(address: number): Frame | undefined {
    const row = this.rows?.get(lowHalf(address), highHalf(address)) ?? -1;
    return row < 0 ? undefined : this.frames[row];
  }

  add(address: number, frame: Frame): void {
    this.rows ??= new PairTable();
    this.rows.intern(lowHalf(address), highHalf(address), this.frames.length);
    this.frames.push(frame);
  }

  clear(): void {
    this.rows = undefined;
    this.frames = [];
  }
}

function lowHalf(address: number): number {
  return address | 0;
}

function highHalf(address: number): number {
  return Math.floor(address / 2 ** 32) | 0;
}
