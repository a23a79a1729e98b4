import { at } from '../../model/at.ts';
import { ProfileBuilder } from '../../model/builder.ts';
import { Float64Column } from '../../model/column.ts';
import { mergeProfiles } from '../../model/mergeProfiles.ts';
import type { Profile } from '../../model/profile.ts';
import { addTree } from '../addTree.ts';
import { isMeasured } from '../isMeasured.ts';
import { frameOf } from '../readV8File.ts';
import { addTimedSamples } from '../v8Samples.ts';
import { V8Tree, type V8Frame } from '../v8Tree.ts';
import type { ProfileChunk } from './profileChunk.ts';
import type { TracedProfile, TraceFile } from './traceFile.ts';

/** The samples of V8's profiler, as one profile of all threads; nothing when there are none. */
export function cpuProfile(file: TraceFile): Profile | undefined {
  const timed = file.profiles.map((profile) => timesOf(profile));
  if (timed.length === 0) return undefined;
  const chosen = withoutOverlaps(timed);
  const frames = [{}, ...file.frames.values].map(frameOf);
  const merged = mergeProfiles(chosen.map((profile) => threadProfile(file, frames, profile)));
  const left = timed.length - chosen.length;
  if (left === 0) return merged;
  const message = `Some threads were profiled more than once at a time: ${left} of the trace’s profiles, those with fewer samples, were left out.`;
  return { ...merged, notes: [...merged.notes, { kind: 'bad-data', message }] };
}

interface TimedProfile {
  readonly profile: TracedProfile;
  /** In the order of time. */
  readonly chunks: readonly ProfileChunk[];
  readonly samples: Float64Array;
  readonly times: Float64Array;
  readonly startTime: number;
  readonly endTime: number;
}

function timesOf(profile: TracedProfile): TimedProfile {
  const chunks = [...profile.chunks].sort((a, b) => a.ts - b.ts).map(({ chunk }) => chunk);
  const samples = new Float64Column();
  const times = new Float64Column();
  // Recorders with a small buffer forget the beginning.
  const startTime = isMeasured(profile.startTime) ? profile.startTime : 0;
  let time = startTime;
  let end = NaN;
  for (const chunk of chunks) {
    for (const [index, id] of chunk.samples.entries()) {
      const next = time + (chunk.timeDeltas[index] ?? NaN);
      if (isMeasured(next)) time = next;
      samples.push(id);
      times.push(isMeasured(next) ? next : NaN);
    }
    if (isMeasured(chunk.endTime)) end = chunk.endTime;
  }
  const endTime = Number.isNaN(end) ? time : end;
  return { profile, chunks, samples: samples.finish(), times: times.finish(), startTime, endTime };
}

/** More than a recording has; each is compared with the others of its thread. */
const mostProfiles = 4096;

/** A thread may have been profiled twice at a time, e.g. by Node itself and for the trace. */
function withoutOverlaps(profiles: readonly TimedProfile[]): TimedProfile[] {
  const chosen: TimedProfile[] = [];
  for (const each of [...profiles].sort((a, b) => b.samples.length - a.samples.length).slice(0, mostProfiles)) {
    const { pid, tid } = each.profile;
    const overlaps = chosen.some(
      ({ profile, startTime, endTime }) =>
        profile.pid === pid && profile.tid === tid && each.startTime < endTime && startTime < each.endTime,
    );
    if (!overlaps) chosen.push(each);
  }
  return chosen;
}

function threadProfile(file: TraceFile, frames: readonly V8Frame[], timed: TimedProfile): Profile {
  const { profile, samples, times, startTime, endTime } = timed;
  const builder = new ProfileBuilder({ format: 'chrome-trace', tool: 'v8', unit: 'microseconds' });
  builder.thread(file.threadOf(profile.pid, profile.tid));
  const tree = treeOf(frames, timed);
  addTimedSamples(builder, tree, addTree(builder, tree, new Map()), { ids: samples, times, startTime, endTime });
  return builder.finish();
}

function treeOf(frames: readonly V8Frame[], { chunks }: TimedProfile): V8Tree {
  const tree = new V8Tree();
  tree.frames = frames;
  const ticks = ticksOf(chunks);
  for (const { ids, frames: frameIds, parents } of chunks) {
    for (const [index, id] of ids.entries()) {
      for (const [line, count] of ticks.get(id) ?? []) tree.tick(line, count);
      tree.node(id, at(frameIds, index) + 1, 0, at(parents, index));
    }
  }
  return tree;
}

/** How often each line of a node was sampled. */
function ticksOf(chunks: readonly ProfileChunk[]): Map<number, Map<number, number>> {
  const ticks = new Map<number, Map<number, number>>();
  for (const { samples, lines } of chunks) {
    for (const [index, line] of lines.entries()) {
      const id = samples[index];
      if (id === undefined || !(line > 0)) continue;
      const ofNode = ticks.get(id) ?? new Map<number, number>();
      ticks.set(id, ofNode.set(line, (ofNode.get(line) ?? 0) + 1));
    }
  }
  return ticks;
}
