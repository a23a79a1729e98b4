import { callgrind } from './callgrind.ts';
import { gprof } from './gprof.ts';
import { dhat } from './memory/dhat.ts';
import { heaptrack } from './memory/heaptrack.ts';
import { massif } from './memory/massif.ts';
import { memcheck } from './memory/memcheck.ts';
import { sanitizer } from './memory/sanitizer.ts';
import { perf } from './perf/perf.ts';
import { pythonSampler } from './python/pythonSampler.ts';
import type { Tool } from './tool.ts';
import { v8 } from './v8.ts';
import { v8Allocations } from './v8Allocations.ts';
import { v8Log } from './v8Log.ts';
import { v8ProfilerNext } from './v8ProfilerNext.ts';

export const tools: readonly Tool[] = [
  v8,
  v8Log,
  v8Allocations,
  v8ProfilerNext,
  pythonSampler,
  perf,
  callgrind,
  gprof,
  heaptrack,
  dhat,
  massif,
  memcheck,
  sanitizer,
];
