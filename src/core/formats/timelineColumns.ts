import {
  emptyTimeline,
  isEmptyTimeline,
  markerKinds,
  metrics,
  pauseKinds,
  timeAxes,
  type Marker,
  type PauseTrack,
  type Timeline,
  type Track,
} from '../model/timeline.ts';
import { isMeasured } from './isMeasured.ts';
import { arrayOf, isObject, numberOf, stringOf, type JsonObject } from './json.ts';

/** A timeline as JSON: its columns as lists, under the names that they have in `Timeline`. Nothing for an empty one. */
export function writeTimeline(timeline: Timeline): JsonObject | undefined {
  if (isEmptyTimeline(timeline)) return undefined;
  const { axis, tracks, pauses, markers } = timeline;
  return {
    ...(axis && { axis }),
    tracks: tracks.map(({ values, ...track }) => ({ ...listed(track), values: listed(values) })),
    pauses: pauses.map(listed),
    markers,
  };
}

function listed(columns: object): JsonObject {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]: [string, unknown]) => [
      name,
      ArrayBuffer.isView(column) ? Array.from(column as Float64Array) : column,
    ]),
  );
}

/** What is sound of it: a row with anything but numbers is left out, and so is a track without rows. */
export function readTimeline(value: unknown): Timeline {
  if (!isObject(value)) return emptyTimeline;
  const axis = timeAxes.find((known) => known === value['axis']);
  const tracks = arrayOf(value['tracks']).filter(isObject).map(trackOf);
  const pauses = arrayOf(value['pauses']).filter(isObject).map(pausesOf);
  return {
    ...(axis && { axis }),
    tracks: tracks.filter(({ time, values }) => time.length > 0 && Object.keys(values).length > 0),
    pauses: pauses.filter(({ time }) => time.length > 0),
    markers: arrayOf(value['markers']).filter(isObject).flatMap(markerOf),
  };
}

function owner({ pid, tid }: JsonObject): { readonly pid: number; readonly tid: number } {
  return { pid: numberOf(pid), tid: numberOf(tid) };
}

function trackOf(track: JsonObject): Track {
  const { values } = track;
  const names = metrics.filter((metric) => isObject(values) && Array.isArray(values[metric]));
  const columns = [track['time'], ...names.map((name) => (isObject(values) ? values[name] : []))].map(arrayOf);
  const [time = new Float64Array(), ...rest] = soundRows(columns);
  return {
    ...owner(track),
    time,
    values: Object.fromEntries(names.map((name, index) => [name, rest[index] ?? new Float64Array()])),
  };
}

function pausesOf(pauses: JsonObject): PauseTrack {
  const names = ['time', 'duration', 'longest', 'count', 'kind'];
  const [time, duration, longest, count, kind] = soundRows(names.map((name) => arrayOf(pauses[name])));
  const other = pauseKinds.indexOf('other');
  return {
    ...owner(pauses),
    kind: Uint8Array.from(kind ?? [], (index) => (pauseKinds[index] === undefined ? other : index)),
    time: time ?? new Float64Array(),
    duration: duration ?? new Float64Array(),
    longest: longest ?? new Float64Array(),
    count: Uint32Array.from(count ?? []),
  };
}

function markerOf(marker: JsonObject): Marker[] {
  const kind = markerKinds.find((known) => known === marker['kind']);
  const { time } = marker;
  if (kind === undefined || typeof time !== 'number' || !isMeasured(time)) return [];
  return [{ time, name: stringOf(marker['name']), kind, ...owner(marker) }];
}

/** The columns with those rows that hold numbers in each, in the order of the first, which is the time. */
function soundRows(columns: readonly (readonly unknown[])[]): readonly Float64Array[] {
  const isSound = (value: unknown): boolean => numberOf(value, -1) >= 0;
  const [time = []] = columns;
  const rows = Array.from(time.keys())
    .filter((row) => columns.every((column) => isSound(column[row])))
    .sort((a, b) => numberOf(time[a]) - numberOf(time[b]));
  return columns.map((column) => Float64Array.from(rows, (row) => numberOf(column[row])));
}
