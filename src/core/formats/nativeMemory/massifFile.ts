import type { Input } from '../format.ts';
import { textLines } from '../textLines.ts';

/** How much memory there was at a time, in bytes. */
export interface MassifSnapshot {
  /** In the file's unit. */
  readonly time: number;
  /** What the program asked for. */
  readonly heap: number;
  /** What the allocator took on top of that. */
  readonly extra: number;
  readonly stacks: number;
}

/** A snapshot that says who allocated its heap. */
export interface DetailedSnapshot extends MassifSnapshot {
  readonly isPeak: boolean;
  /** Lines of the file. */
  readonly tree: readonly string[];
}

export interface MassifFile {
  readonly command: string;
  /** `i`: instructions, `ms`, or `B`: bytes that were allocated or freed. */
  readonly timeUnit: string;
  readonly snapshots: readonly MassifSnapshot[];
  /** The one that massif calls the peak, else the largest; undefined when none has a tree. */
  readonly peak: DetailedSnapshot | undefined;
  /** Lines that could not be read. */
  readonly broken: number;
}

const fields = { time: 'time', mem_heap_B: 'heap', mem_heap_extra_B: 'extra', mem_stacks_B: 'stacks' } as const;

/** A text of `key=value` lines, one group a snapshot, some followed by a tree: massif/ms_main.c in Valgrind's sources. */
export function readMassif(input: Input): MassifFile {
  const snapshots: MassifSnapshot[] = [];
  const header = new Map<string, string>();
  let current = { time: 0, heap: 0, extra: 0, stacks: 0 };
  let peak: DetailedSnapshot | undefined;
  let tree: string[] | undefined;
  let isPeak = false;
  let inSnapshot = false;
  let broken = 0;
  const finish = (): void => {
    if (inSnapshot) snapshots.push(current);
    const isBetter =
      peak === undefined || (isPeak && !peak.isPeak) || (isPeak === peak.isPeak && current.heap > peak.heap);
    if (tree !== undefined && tree.length > 0 && isBetter) peak = { ...current, isPeak, tree };
    current = { time: 0, heap: 0, extra: 0, stacks: 0 };
    tree = undefined;
  };
  for (const line of textLines(input)) {
    if (line === '' || line.startsWith('#')) continue;
    const [, key = '', value = ''] = /^(\w+)(?:=|: )(.*)$/.exec(line) ?? [];
    if (tree !== undefined && /^ *n\d+: /.test(line)) tree.push(line);
    else if (key === 'snapshot') {
      finish();
      inSnapshot = true;
    } else if (!inSnapshot) header.set(key, value);
    else if (key === 'heap_tree') {
      isPeak = value === 'peak';
      tree = value === 'empty' ? undefined : [];
    } else if (isField(key) && /^\d{1,15}$/.test(value)) current[fields[key]] = Number(value);
    else broken++;
  }
  finish();
  return { command: header.get('cmd') ?? '', timeUnit: header.get('time_unit') ?? '', snapshots, peak, broken };
}

function isField(key: string): key is keyof typeof fields {
  return Object.hasOwn(fields, key);
}
