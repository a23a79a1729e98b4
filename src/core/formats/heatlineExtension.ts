import { ProfileBuilder, type Origin, type Room } from '../model/builder.ts';
import { pathOf } from '../model/location.ts';
import { noteKinds } from '../model/note.ts';
import type { Profile, Script, Thread } from '../model/profile.ts';
import { arrayOf, isObject, numberOf, stringOf, type JsonObject } from './json.ts';
import { readTables } from './profileTables.ts';
import { readTimeline, writeTimeline } from './timelineColumns.ts';
import { readPositions, readRemarks, type Positions } from './v8Positions.ts';

/**
 * The key `heatline` in a V8 profile: what V8's format has no place for. Other tools ignore it.
 *
 *     version  1
 *     tool     what measured it
 *     event    what was counted, where the unit does not say it: e.g. `live` bytes
 *     threads  [{ root, name, pid, tid }]   root: id of the node that stands for the thread
 *     thread   { name, pid, tid }           instead of `threads` in the file of one thread
 *     scripts  [{ file, source?, sourceMapUrl? }]
 *     notes    [{ kind, message }]
 *     timeline                              see `writeTimeline`
 *     positions, remarks                    see `Positions`
 *     tables                                the whole profile, where another tool than V8 measured it: see `writeTables`
 *     others   [{ tables, notes }]          what else was counted on the same stacks
 */
export interface OpenedBuilder {
  readonly builder: ProfileBuilder;
  /** Nodes that stand for a thread. */
  readonly threads: ReadonlyMap<number, Thread>;
  readonly positions: Positions;
}

/** A builder that already holds what the key says. */
export function openBuilder(key: unknown, origin: Origin, room: Room = {}): OpenedBuilder {
  const extension = isObject(key) ? key : {};
  const builder = new ProfileBuilder(
    { ...origin, tool: stringOf(extension['tool'], origin.tool), ...eventOf(extension) },
    room,
  );
  if (isObject(extension['thread'])) builder.thread(threadOf(extension['thread']));
  for (const script of readScripts(extension)) builder.script(script);
  for (const note of arrayOf(extension['notes']).filter(isObject)) {
    const kind = noteKinds.find((known) => known === note['kind']);
    if (kind !== undefined) builder.note(kind, stringOf(note['message']));
  }
  builder.timeline(readTimeline(extension['timeline']));
  readRemarks(builder, extension);
  const threads = arrayOf(extension['threads']).filter(isObject);
  return {
    builder,
    threads: new Map(threads.map((thread) => [numberOf(thread['root']), threadOf(thread)])),
    positions: readPositions(extension),
  };
}

/**
 * The whole profile that the key holds; nothing where V8's own part of the file is all there is, or is the better one.
 * @param choose which of several events.
 */
export function readExact(
  key: unknown,
  format: string,
  choose: (events: readonly string[]) => number = () => 0,
): Profile | undefined {
  if (!isObject(key)) return undefined;
  const { timeline } = key;
  const counted = [key, ...arrayOf(key['others']).filter(isObject)];
  const events = counted.map(({ tables }) => (isObject(tables) ? stringOf(tables['event']) : ''));
  const hasChoice = new Set(events).size === counted.length && counted.length > 1;
  const { tables, notes } = counted[hasChoice ? choose(events) : 0] ?? key;
  return readTables(tables, {
    format,
    tool: stringOf(key['tool']),
    ...(hasChoice && { events }),
    notes: arrayOf(notes),
    scripts: readScripts(key),
    timeline: readTimeline(timeline),
  });
}

/** The scripts that the key tells of, which no file explains. */
export function readScripts(key: unknown): readonly Script[] {
  return isObject(key) ? arrayOf(key['scripts']).filter(isObject).map(scriptOf) : [];
}

/** A file of V8's has one event only. */
function eventOf({ event }: JsonObject): Pick<Origin, 'event' | 'events'> {
  return typeof event === 'string' ? { event, events: [event] } : {};
}

export function writeExtension(profile: Profile, rootOfThread: readonly number[]): JsonObject {
  const timeline = writeTimeline(profile.timeline);
  return {
    version: 1,
    tool: profile.tool,
    ...(profile.event === undefined ? {} : { event: profile.event }),
    threads: profile.threads.map((thread, index) => ({ root: rootOfThread[index], ...thread })),
    scripts: profile.scripts,
    notes: profile.notes,
    ...(timeline === undefined ? {} : { timeline }),
  };
}

function threadOf(thread: JsonObject): Thread {
  return { name: stringOf(thread['name']), pid: numberOf(thread['pid']), tid: numberOf(thread['tid']) };
}

function scriptOf(script: JsonObject): Script {
  const { source, sourceMapUrl } = script;
  return {
    file: pathOf(stringOf(script['file'])),
    ...(typeof source === 'string' ? { source } : {}),
    ...(typeof sourceMapUrl === 'string' ? { sourceMapUrl } : {}),
  };
}
