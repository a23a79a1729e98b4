import { readFileSync } from 'node:fs';
import type { readProfile } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { mergeProfiles } from '../core/model/mergeProfiles.ts';
import { withMemoryErrors } from '../core/model/withMemoryErrors.ts';
import { mergeTimelines } from '../core/model/mergeTimelines.ts';
import type { Note } from '../core/model/note.ts';
import type { Profile } from '../core/model/profile.ts';
import { keepsPositions } from '../preload/keepsPositions.ts';
import type { RecordedError, RecordedThread } from '../preload/protocol.ts';
import { readInput } from './readInput.ts';
import { allocationsEnding, type RecordedFiles } from './recordedFiles.ts';
import { recordedTimeline } from './recordedTimeline.ts';

/**
 * All that was recorded as one profile.
 * @throws HeatlineError that says why when nothing was.
 */
export function readRecording(files: RecordedFiles, read: typeof readProfile): Profile {
  if (files.profiles.length === 0) throw nothingRecorded(files);
  const { event } = files;
  const profiles = files.profiles.map((file) => readInput(file, (input) => read(input, event && { event })));
  const tools = new Set(profiles.map(({ tool }) => tool));
  const merged = mergeProfiles(profiles.map(withoutKnownTexts), files.threads[0]?.recorder);
  const notes = [
    ...merged.notes,
    ...(tools.size > 1 ? measuredByOthers(files) : []),
    ...untrackedWorkers(files),
    ...lostParts(files),
  ];
  const { reports = [] } = files;
  const timeline = mergeTimelines([merged.timeline, recordedTimeline(files)]);
  if (reports.length === 0) return { ...merged, notes, timeline };
  return withMemoryErrors(
    { ...merged, notes, timeline },
    reports.map((file) => readInput(file, (input) => read(input))),
  );
}

/** What a run has for a profile of its own, no more than one: see `memoryBeside` and `stillLive`. */
export function memoryOf(files: RecordedFiles): readonly RecordedFiles[] {
  return [...memoryBeside(files), ...stillLive(files)].slice(0, 1);
}

/** The memory of a run that was measured for CPU time, too. */
export function memoryBeside({ threads, memory = [], lost, errors }: RecordedFiles): readonly RecordedFiles[] {
  return memory.length > 0 ? [{ threads, profiles: memory, lost, errors }] : [];
}

/** What still lives of a run whose allocations were tracked, where nothing was chosen of it. */
export function stillLive(files: RecordedFiles): readonly RecordedFiles[] {
  const isTracked = files.profiles.some((file) => file.endsWith(allocationsEnding));
  return isTracked && files.event === undefined ? [{ ...files, event: 'live' }] : [];
}

/** Texts that the files on disk have too would only make the stored profile large. */
function withoutKnownTexts(profile: Profile): Profile {
  const scripts = profile.scripts.filter(({ file, source }) => source === undefined || !isOnDisk(file, source));
  return { ...profile, scripts };
}

function isOnDisk(file: string, source: string): boolean {
  try {
    return keepsPositions(source, readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return false;
  }
}

function measuredByOthers({ threads }: RecordedFiles): Note[] {
  return threads
    .filter(({ tid, isLogged = false }) => tid === 0 && !isLogged)
    .map((thread) => ({
      kind: 'tool-fallback',
      message: `${describe(thread)} was measured by v8 instead of v8-log, as the program chose its command line.`,
    }));
}

function untrackedWorkers({ profiles, threads }: RecordedFiles): Note[] {
  if (!profiles.some((file) => file.endsWith(allocationsEnding)) || threads.every(({ tid }) => tid === 0)) return [];
  return [{ kind: 'lost-part', message: 'Node tracks the allocations of main threads: those of workers are missing.' }];
}

function lostParts({ lost, errors }: RecordedFiles): Note[] {
  return lost.map((thread) => {
    const error = errors.find((each) => each.thread.pid === thread.pid && each.thread.tid === thread.tid);
    const killed = `${describe(thread)} was killed or crashed before it could save the end of its profile.`;
    return { kind: 'lost-part', message: error === undefined ? killed : failed(error) };
  });
}

function nothingRecorded({ threads, errors }: RecordedFiles): HeatlineError {
  const [error] = errors;
  if (error !== undefined) return new HeatlineError(failed(error));
  if (threads.length > 0 && threads.every(({ isPaused }) => isPaused)) {
    return new HeatlineError(
      'Nothing was measured: the program ended before that was asked for.',
      'Start it while the program runs, or call console.profile() in the program, as you chose.',
    );
  }
  const [thread] = threads;
  if (thread !== undefined) {
    const message = `${describe(thread)} was killed or crashed before it could save a profile.`;
    return new HeatlineError(message, 'Let it run for longer, or stop it with SIGTERM or Ctrl+C.');
  }
  return new HeatlineError(
    'Nothing was recorded: the command started no Node program.',
    'Heatline records what Node runs, in children too, but not with --permission or when NODE_OPTIONS is replaced.',
  );
}

function failed({ thread, message }: RecordedError): string {
  return `${describe(thread)} could not be profiled: ${message}`;
}

function describe(thread: RecordedThread): string {
  return `Process ${thread.pid} (${thread.name}, Node ${thread.node})`;
}
