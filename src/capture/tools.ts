import { callgrind } from './callgrind.ts';
import { gprof } from './gprof.ts';
import { perf } from './perf/perf.ts';
import type { Tool } from './tool.ts';
import { v8 } from './v8.ts';
import { v8Log } from './v8Log.ts';
import { v8ProfilerNext } from './v8ProfilerNext.ts';

export const tools: readonly Tool[] = [v8, v8Log, v8ProfilerNext, perf, callgrind, gprof];
