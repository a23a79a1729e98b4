import type { Fields } from './fields.ts';

/** What a sample holds: `enum perf_event_sample_format` of include/uapi/linux/perf_event.h. */
export const sampleBit = {
  ip: 1 << 0,
  tid: 1 << 1,
  time: 1 << 2,
  address: 1 << 3,
  read: 1 << 4,
  callchain: 1 << 5,
  id: 1 << 6,
  cpu: 1 << 7,
  period: 1 << 8,
  streamId: 1 << 9,
  userStack: 1 << 13,
  identifier: 1 << 16,
} as const;

/** An event that was counted: `struct perf_event_attr`. */
export interface EventAttr {
  readonly type: number;
  readonly config: number;
  /** Bits of `sampleBit`. */
  readonly sampleType: number;
  readonly readFormat: number;
  /** What each sample counts; 0 where the recorder chose a frequency, and each sample says. */
  readonly fixedPeriod: number;
  /** Whether records other than samples have a time too. */
  readonly stampsAll: boolean;
  /** Whether times are those of the machine's monotonic clock, which jitdump files have too. */
  readonly isMonotonic: boolean;
}

const flag = { frequency: 1 << 10, stampsAll: 1 << 18, usesClock: 1 << 25 };
const clockMonotonic = 1;

export function readAttr(fields: Fields, at: number): EventAttr {
  const flags = fields.u32(at + 40);
  const isLongEnough = fields.u32(at + 4) >= 96;
  return {
    type: fields.u32(at),
    config: fields.u64(at + 8),
    sampleType: fields.u32(at + 24),
    readFormat: fields.u32(at + 32),
    fixedPeriod: (flags & flag.frequency) === 0 ? fields.u64(at + 16) : 0,
    stampsAll: (flags & flag.stampsAll) !== 0,
    isMonotonic: (flags & flag.usesClock) !== 0 && isLongEnough && fields.i32(at + 92) === clockMonotonic,
  };
}

const types = { hardware: 0, software: 1, tracepoint: 2, raw: 4 };

const hardware = [
  ...['cycles', 'instructions', 'cache-references', 'cache-misses', 'branches', 'branch-misses', 'bus-cycles'],
  ...['stalled-cycles-frontend', 'stalled-cycles-backend', 'ref-cycles'],
];
const software = [
  ...['cpu-clock', 'task-clock', 'page-faults', 'context-switches', 'cpu-migrations', 'minor-faults', 'major-faults'],
  ...['alignment-faults', 'emulation-faults', 'dummy', 'bpf-output', 'cgroup-switches'],
];

/** What perf calls an event whose name the file does not give. */
export function nameOf({ type, config }: EventAttr): string {
  const known = type === types.hardware ? hardware : type === types.software ? software : [];
  if (type === types.tracepoint) return `tracepoint:${config}`;
  if (type === types.raw) return `r${config.toString(16)}`;
  return known[config] ?? `event ${type}/0x${config.toString(16)}`;
}

/** Events that are only there for the records about processes. */
export function isDummy({ type, config }: EventAttr): boolean {
  return type === types.software && software[config] === 'dummy';
}

/** Whether the event counts the nanoseconds that a thread ran. */
export function isClock({ type, config }: EventAttr): boolean {
  return type === types.software && config <= 1;
}
