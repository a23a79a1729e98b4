import type { Input } from '../format.ts';
import { arrayOf, holdsNoProfile, isObject, numberOf, stringOf, type JsonObject } from '../json.ts';
import { JsonKeys } from '../jsonKeys.ts';
import { JsonReader } from '../jsonReader.ts';
import { GeckoTable } from './geckoTable.ts';

export interface GeckoThread {
  readonly name: string;
  readonly pid: number;
  /** 0 is the main thread. */
  readonly tid: number;
  /** ms between samples; 0 when the file does not say. */
  readonly interval: number;
  /** ms to add to the times of samples: each process counts from its own start. */
  readonly start: number;
  readonly samples: GeckoTable;
  /** Threads may share theirs. */
  readonly tables: GeckoTables;
}

/** What the stacks of samples are made of. */
export interface GeckoTables {
  /** As Firefox itself writes them: locations as text, and addresses of callers behind their calls. */
  readonly isRaw: boolean;
  readonly stacks: GeckoTable;
  readonly frames: GeckoTable;
  readonly functions: GeckoTable;
  readonly resources: GeckoTable;
  readonly sources: GeckoTable;
  readonly places: GeckoTable;
  readonly strings: readonly unknown[];
  readonly categories: readonly string[];
  readonly libraries: readonly JsonObject[];
}

export interface GeckoFile {
  /** What was profiled, or what profiled it. */
  readonly product: string;
  readonly threads: readonly GeckoThread[];
}

const fileKeys = ['meta', 'libs', 'shared', 'threads', 'processes'] as const;
const threadKeys = [
  ...['name', 'processName', 'pid', 'tid', 'isMainThread', 'samples'],
  ...['stackTable', 'frameTable', 'funcTable', 'resourceTable', 'stringTable', 'stringArray', 'libs'],
];
const keysOfFile = new JsonKeys(fileKeys);
const keysOfThread = new JsonKeys(threadKeys);

/** The parts of a process' profile as they stand in the file; most of it, the markers, is never kept. */
interface Parts {
  meta: JsonObject;
  libs: readonly unknown[];
  shared: JsonObject;
  threads: JsonObject[];
  processes: Parts[];
}

/** @throws HeatlineError when the file is no JSON object. */
export function readGeckoFile(input: Input): GeckoFile {
  const json = new JsonReader(input);
  const parts = json.file(() => readParts(json, true));
  if (parts === undefined) throw holdsNoProfile(input.name);
  return {
    product: stringOf(parts.meta['product']),
    threads: [parts, ...parts.processes].flatMap((each) => threadsOf(each, parts.meta)),
  };
}

/** Processes hold no others in turn. */
function readParts(json: JsonReader, isWhole: boolean): Parts | undefined {
  const parts: Parts = { meta: {}, libs: [], shared: {}, threads: [], processes: [] };
  const isFile = json.object(keysOfFile, (key) => {
    switch (fileKeys[key]) {
      case 'threads':
        parts.threads = readThreads(json);
        break;
      case 'processes':
        parts.processes = [];
        if (!isWhole) json.skip();
        else
          json.array(() => {
            const process = readParts(json, false);
            if (process !== undefined) parts.processes.push(process);
          });
        break;
      case 'libs':
        parts.libs = arrayOf(json.value());
        break;
      case 'meta':
        parts.meta = objectOf(json.value());
        break;
      default:
        parts.shared = objectOf(json.value());
    }
  });
  return isFile ? parts : undefined;
}

function readThreads(json: JsonReader): JsonObject[] {
  const threads: JsonObject[] = [];
  json.array(() => {
    const thread: Record<string, unknown> = {};
    const isThread = json.object(keysOfThread, (key) => {
      thread[threadKeys[key] ?? ''] = json.value();
    });
    if (isThread) threads.push(thread);
  });
  return threads;
}

function threadsOf({ meta, libs, shared, threads }: Parts, first: JsonObject): GeckoThread[] {
  const categories = arrayOf(meta['categories'] ?? first['categories']).map((each) => stringOf(objectOf(each)['name']));
  const isRaw = meta['preprocessedProfileVersion'] === undefined;
  const tablesOf = (thread: JsonObject): GeckoTables => ({
    isRaw,
    stacks: new GeckoTable(thread['stackTable']),
    frames: new GeckoTable(thread['frameTable']),
    functions: new GeckoTable(thread['funcTable']),
    resources: new GeckoTable(thread['resourceTable']),
    sources: new GeckoTable(shared['sources']),
    places: new GeckoTable(shared['sourceLocationTable']),
    strings: arrayOf(thread['stringArray'] ?? thread['stringTable'] ?? shared['stringArray']),
    categories,
    // Of each thread, in files before 2022.
    libraries: (thread['libs'] === undefined ? libs : arrayOf(thread['libs'])).map(objectOf),
  });
  const common = shared['stackTable'] === undefined ? undefined : tablesOf(shared);
  return threads.map((thread) => ({
    ...identityOf(thread),
    interval: numberOf(meta['interval']),
    start: isRaw ? numberOf(meta['startTime']) - numberOf(first['startTime']) : 0,
    samples: new GeckoTable(thread['samples']),
    tables: common ?? tablesOf(thread),
  }));
}

function identityOf(thread: JsonObject): { readonly name: string; readonly pid: number; readonly tid: number } {
  const name = stringOf(thread['name']);
  const pid = wholeOf(thread['pid']);
  const tid = wholeOf(thread['tid']);
  const isMain = thread['isMainThread'] === true || name === 'GeckoMain' || tid === pid;
  return { name: name === 'GeckoMain' ? stringOf(thread['processName'], name) : name, pid, tid: isMain ? 0 : tid };
}

/** Of a number or its text; 0 for what is none, as the ids of some writers are. */
function wholeOf(value: unknown): number {
  const id = typeof value === 'string' && value !== '' ? Number(value) : value;
  return Number.isSafeInteger(id) && (id as number) >= 0 ? (id as number) : 0;
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
