/** `enum perf_event_type` of include/uapi/linux/perf_event.h; from 64 on, perf's own of tools/lib/perf/include/perf/event.h. */
export const recordType = {
  mmap: 1,
  lost: 2,
  comm: 3,
  exit: 4,
  throttle: 5,
  fork: 7,
  sample: 9,
  mmap2: 10,
  lostSamples: 13,
  headerAttr: 64,
  tracingData: 66,
  headerBuildId: 67,
  finishedRound: 68,
  auxTrace: 71,
  eventUpdate: 78,
  headerFeature: 80,
  compressed: 81,
  compressed2: 83,
} as const;

/** Where the processor was: the low bits of `misc`. */
export const cpuMode = { kernel: 1, user: 2, hypervisor: 3, guestKernel: 4, guestUser: 5, mask: 7 } as const;

export const miscBit = { commExec: 1 << 13, mmapBuildId: 1 << 14, buildIdSize: 1 << 15 } as const;
