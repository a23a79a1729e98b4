import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input } from '../format.ts';
import { headOf } from '../json.ts';
import { cpuProfile } from './cpuProfile.ts';
import { EventReader } from './eventReader.ts';
import { spanProfile } from './spanProfile.ts';
import { TraceFile } from './traceFile.ts';

/**
 * Trace events: recordings of DevTools' Performance panel, `chrome://tracing`, Node's `--trace-event-categories`, and what
 * others write for these viewers. With samples of V8's profiler in it, a trace is read as these, else by its spans.
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export const chromeTrace: Format = {
  id: 'chrome-trace',
  name: 'Chrome trace',
  extensions: ['.trace.json', '.trace.json.gz', '.json', '.json.gz'],
  // What DevTools calls its recordings.
  fileNames: ['Trace-*.json', 'Trace-*.json.gz'],
  accepts: (input) => isTrace(headOf(input)),
  read,
};

/** An object with a list of events, or the list alone; DevTools may write what it knows of the recording first. */
export function isTrace(head: string): boolean {
  return (
    /^\s*\{[^]*"traceEvents"\s*:\s*\[/.test(head) ||
    /^\s*\{\s*"metadata"\s*:[^]*"(dataOrigin|source)"\s*:\s*"(TraceEvents|DevTools)"/.test(head) ||
    /^\s*\[\s*\{[^]*"ph"\s*:\s*"[A-Za-z]"/.test(head)
  );
}

function read(input: Input): Profile {
  const file = new TraceFile();
  const events = new EventReader(input, file);
  events.readAll();
  const profile = cpuProfile(file) ?? spanProfile(file);
  if (profile === undefined) {
    throw new HeatlineError(
      `${input.name} is a trace without samples and spans.`,
      'Record it with the category disabled-by-default-v8.cpu_profiler.',
    );
  }
  if (events.isWhole) return profile;
  const message = `The trace could be read up to its event ${events.count} only: what came after is missing.`;
  return { ...profile, notes: [...profile.notes, { kind: 'lost-part', message }] };
}
