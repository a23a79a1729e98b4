import { functionTimes } from '../analysis/functionTimes.ts';
import type { Finding, LineText } from '../analysis/insights/finding.ts';
import { findings } from '../analysis/insights/findings.ts';
import { lineTimes } from '../analysis/lineTimes.ts';
import { typesBy, type TypeWeight } from '../analysis/typesBy.ts';
import { at } from '../model/at.ts';
import { categoryName, type Category } from '../model/category.ts';
import type { Note } from '../model/note.ts';
import type { Profile, Unit } from '../model/profile.ts';
import { memoryErrors, type ErrorReport } from './memoryErrors.ts';
import { effectiveSamples } from '../stats/effectiveSamples.ts';
import { shareBand } from '../stats/shareBand.ts';
import { processTimelines, type ProcessTimeline } from './processTimelines.ts';

/** Version 1 of the JSON that `heatline report --json` prints. Weights are in `unit`, shares are of `total`. */
export interface Report {
  readonly version: 1;
  readonly format: string;
  readonly tool: string;
  readonly unit: Unit;
  /** What is counted, where the unit does not say. */
  readonly event?: string;
  /** All weight but idle time. */
  readonly total: number;
  readonly samples: number;
  /** The largest self weight first. */
  readonly functions: readonly ReportFunction[];
  readonly lines: readonly ReportLine[];
  /** What lives of what was allocated, as of functions and of lines, the heaviest first; absent where nobody tells types apart. */
  readonly types?: readonly TypeWeight[];
  readonly notes: readonly Note[];
  /** What a checker of memory found; absent where nobody checked. */
  readonly memoryErrors?: readonly ErrorReport[];
  /** One for each process whose memory was measured over time; absent without any. */
  readonly timeline?: readonly ProcessTimeline[];
  /** The largest share first; empty where nothing is worth changing or the numbers are too few to say. */
  readonly findings: readonly Finding[];
}

/** Its low and its high end. */
export type ShareBand = readonly [low: number, high: number];

interface Times {
  readonly self: number;
  readonly total: number;
  readonly selfShare: number;
  readonly totalShare: number;
  /** 95 % bands of the shares; absent for memory, of which nobody knows how many allocations were sampled. */
  readonly selfBand?: ShareBand;
  readonly totalBand?: ShareBand;
}

export interface ReportFunction extends Times {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly category: Category;
  readonly types?: readonly TypeWeight[];
}

export interface ReportLine extends Times {
  readonly file: string;
  readonly line: number;
  readonly function: string;
  readonly estimated: boolean;
  readonly types?: readonly TypeWeight[];
}

export interface ReportOptions {
  /** Of functions and of lines; 0 is all. */
  readonly limit: number;
  /** Without it, what only the text of a line can tell is not found. */
  readonly lineText?: LineText;
}

/** The hot functions and the hot lines of a profile, and what is worth changing. */
export function report(profile: Profile, { limit, lineText = () => undefined }: ReportOptions): Report {
  const times = functionTimes(profile);
  const lines = lineTimes(profile);
  const { functions } = profile;
  const samples = effectiveSamples(profile);
  const typesOf = profile.types && types(profile);
  const processes = processTimelines(profile);
  const band = (share: number): ShareBand => {
    const { low, high } = shareBand(share, samples ?? 0);
    return [low, high];
  };
  const shares = (self: number, total: number): Times => {
    const selfShare = times.sum > 0 ? self / times.sum : 0;
    const totalShare = times.sum > 0 ? total / times.sum : 0;
    const bands = samples === undefined ? {} : { selfBand: band(selfShare), totalBand: band(totalShare) };
    return { self, total, selfShare, totalShare, ...bands };
  };
  const hot = Array.from(functions.name.keys())
    .filter((fn) => at(times.total, fn) > 0)
    .sort((a, b) => at(times.self, b) - at(times.self, a) || at(times.total, b) - at(times.total, a));
  const cut = <T>(rows: readonly T[]): readonly T[] => (limit > 0 ? rows.slice(0, limit) : rows);
  return {
    version: 1,
    format: profile.format,
    tool: profile.tool,
    unit: profile.unit,
    ...(profile.unit === 'microseconds' || profile.event === undefined ? {} : { event: profile.event }),
    total: times.sum,
    samples: times.samples,
    functions: cut(hot).map((fn) => ({
      name: at(functions.name, fn),
      file: at(functions.file, fn),
      line: at(functions.line, fn),
      category: categoryName(at(functions.category, fn)),
      ...shares(at(times.self, fn), at(times.total, fn)),
      ...(typesOf && { types: typesOf.function(fn) }),
    })),
    lines: cut(lines).map((time) => ({
      file: time.file,
      line: time.line,
      function: time.function < 0 ? '' : at(functions.name, time.function),
      ...shares(time.self, time.total),
      estimated: time.estimated,
      ...(typesOf && { types: typesOf.line(time.file, time.line) }),
    })),
    ...(typesOf && { types: typesOf.all }),
    notes: profile.notes,
    ...(profile.memoryErrors && { memoryErrors: memoryErrors(profile) ?? [] }),
    ...(processes.length === 0 ? {} : { timeline: processes }),
    findings: findings({ profile, times, lines, lineText }),
  };
}

/** V8 knows them by function: they stand on its first line. */
function types(profile: Profile) {
  const { nodes, functions } = profile;
  const place = (fn: number): string => `${at(functions.line, fn)}:${at(functions.file, fn)}`;
  const all = typesBy(profile, () => 0).get(0) ?? [];
  const byFunction = typesBy(profile, (node) => at(nodes.function, node));
  const byLine = typesBy(profile, (node) => place(at(nodes.function, node)));
  return {
    all,
    function: (fn: number) => byFunction.get(fn) ?? [],
    line: (file: string, line: number) => byLine.get(`${line}:${file}`) ?? [],
  };
}
