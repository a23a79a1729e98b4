import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile } from '../model/profile.ts';
import { v8Allocations } from './allocations/v8Allocations.ts';
import { cachegrind, callgrind } from './callgrind/callgrind.ts';
import { chromeTrace } from './chromeTrace/chromeTrace.ts';
import { collapsed } from './collapsed.ts';
import { cpuprofile } from './cpuprofile.ts';
import type { Format, Input, ReadChoice } from './format.ts';
import { gecko } from './gecko/gecko.ts';
import { gprof } from './gprof/gprof.ts';
import { heapprofile } from './heapprofile.ts';
import { hasAllocationTraces, isHeapSnapshot } from './heapsnapshot/heapsnapshot.ts';
import { memcheck } from './memoryErrors/memcheck.ts';
import { sanitizer } from './memoryErrors/sanitizer.ts';
import { dhat } from './nativeMemory/dhat.ts';
import { heaptrack } from './nativeMemory/heaptrack.ts';
import { massif } from './nativeMemory/massif.ts';
import { perfData } from './perf/perfData.ts';
import { perfScript } from './perf/perfScript.ts';
import { pprof } from './pprof/pprof.ts';
import { pythonSamples } from './pythonSamples.ts';
import { speedscope } from './speedscope.ts';
import { vtune } from './vtune/vtune.ts';
import { v8Log } from './v8Log/v8Log.ts';
import { v8ProfilerNext } from './v8ProfilerNext.ts';
import { v8ProfilerNextHeap } from './v8ProfilerNextHeap.ts';

export const formats: readonly Format[] = [
  cpuprofile,
  v8ProfilerNext,
  heapprofile,
  v8ProfilerNextHeap,
  v8Allocations,
  chromeTrace,
  gecko,
  speedscope,
  v8Log,
  perfData,
  perfScript,
  pythonSamples,
  pprof,
  callgrind,
  cachegrind,
  gprof,
  massif,
  dhat,
  heaptrack,
  memcheck,
  sanitizer,
  vtune,
  collapsed,
];

/**
 * The profile in a file of any readable format.
 * @throws HeatlineError when no format accepts the file, or the one that does finds it hopeless.
 */
export function readProfile(input: Input, choice?: ReadChoice): Profile {
  if (input.size === 0) {
    throw new HeatlineError(
      `${input.name} is empty.`,
      'Record the profile again, and let the profiler finish writing.',
    );
  }
  if (isHeapSnapshot(input) && !hasAllocationTraces(input))
    throw new HeatlineError(`${input.name} is a heap snapshot and no profile.`, 'heatline heap tells what it holds.');
  const read = formats.find((format) => format.accepts?.(input) === true)?.read;
  if (read === undefined) {
    const names = formats.filter((format) => format.read !== undefined).map((format) => format.name);
    throw new HeatlineError(`${input.name} is not a profile that Heatline can read.`, `It reads: ${names.join(', ')}.`);
  }
  const profile = read(input, choice);
  if (choice?.event !== undefined && profile.events === undefined) {
    throw new HeatlineError(`${input.name} counts one thing only.`, 'Leave --event out.');
  }
  return profile;
}
