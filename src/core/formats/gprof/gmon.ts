import { HeatlineError } from '../../model/heatlineError.ts';
import type { Input } from '../format.ts';
import type { ElfFile } from '../elf/elfFile.ts';

/** Samples in a range of instructions. */
export interface Bucket {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** How often a place was called from another. */
export interface Arc {
  /** Where the call returns to, rounded down: the C library keeps one counter for several instructions. */
  readonly from: number;
  /** In the called function, near its start. */
  readonly to: number;
  readonly count: number;
}

export interface Gmon {
  readonly buckets: readonly Bucket[];
  readonly arcs: readonly Arc[];
  /** Samples a second. */
  readonly rate: number;
  /** Whether the file ends in the middle of a record, or has a record that nobody knows. */
  readonly broken: boolean;
}

const headerSize = 20;
const record = { histogram: 0, arc: 1, blocks: 2 } as const;

/** The first address of a bucket: profil(3) counts in pairs of bytes. gprof itself takes the address below, which may be padding. */
const firstOf = (bucket: number, width: number): number => 2 * Math.ceil((bucket * width) / 2);

/** Each record is a byte that says which, and numbers of the sizes that the program's machine has. */
export function readGmon(input: Input, { pointerSize, isLittleEndian: littleEndian }: ElfFile): Gmon {
  const bytes = input.read(0, input.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < headerSize || view.getUint32(4, littleEndian) !== 1) {
    throw new HeatlineError(
      `${input.name} is no gmon.out of a version that Heatline knows.`,
      'Build the program with -pg and run it to its end.',
    );
  }
  const pointer = (at: number): number =>
    pointerSize === 8 ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
  const buckets = new Map<number, Bucket>();
  const arcs: Arc[] = [];
  let rate = 100;
  let at = headerSize;
  const fits = (size: number): boolean => at + 1 + size <= view.byteLength;
  while (at < view.byteLength) {
    const kind = view.getUint8(at);
    if (kind === record.histogram && fits(2 * pointerSize + 24)) {
      const low = pointer(at + 1);
      const high = pointer(at + 1 + pointerSize);
      const size = view.getUint32(at + 1 + 2 * pointerSize, littleEndian);
      const hertz = view.getUint32(at + 5 + 2 * pointerSize, littleEndian);
      if (!(high > low) || hertz === 0 || hertz > 1e6 || !fits(2 * pointerSize + 24 + 2 * size)) break;
      rate = hertz;
      const width = (high - low) / size;
      at += 25 + 2 * pointerSize;
      for (let bucket = 0; bucket < size; bucket++, at += 2) {
        const count = view.getUint16(at, littleEndian);
        if (count === 0) continue;
        const [start, end] = [low + firstOf(bucket, width), low + firstOf(bucket + 1, width)];
        buckets.set(start, { start, end, count: (buckets.get(start)?.count ?? 0) + count });
      }
    } else if (kind === record.arc && fits(2 * pointerSize + 4)) {
      const count = view.getUint32(at + 1 + 2 * pointerSize, littleEndian);
      if (count > 0) arcs.push({ from: pointer(at + 1), to: pointer(at + 1 + pointerSize), count });
      at += 5 + 2 * pointerSize;
    } else if (kind === record.blocks && fits(4)) at += 5 + 2 * pointerSize * view.getUint32(at + 1, littleEndian);
    else break;
  }
  return { buckets: [...buckets.values()], arcs, rate, broken: at !== view.byteLength };
}
