import type { Neighbour, Neighbours } from '../core/analysis/callersAndCallees.ts';
import type { FunctionReasons } from '../core/analysis/functionReasons.ts';
import type { Finding } from '../core/analysis/insights/finding.ts';
import type { LineTime } from '../core/analysis/lineTimes.ts';
import type { LineChoice } from '../core/analysis/rollUpInlined.ts';
import { at } from '../core/model/at.ts';
import type { Tier } from '../core/model/tier.ts';
import type { AllocationSite } from '../core/sources/allocationSites.ts';
import { formatCount } from '../core/text/formatCount.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { formatTypes } from '../core/text/formatTypes.ts';
import { formatWeight } from '../core/text/formatWeight.ts';
import { allocationText } from './allocationText.ts';
import { bandedShare, withBand } from './bandedShare.ts';
import { changeText } from './changeText.ts';
import { commands, linkCommands, type Command } from './contributions.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import { eventName } from './eventName.ts';
import type { OpenSession } from './openSession.ts';
import type { Metric } from './readSettings.ts';
import { memoryOfFunction } from './runMemory.ts';

/** All that a hover's links may run. */
export const hoverCommands: readonly Command[] = [
  linkCommands.goToFunction,
  linkCommands.showInPanel,
  linkCommands.goToLineOf,
  linkCommands.machineCodeOf,
  linkCommands.measureTypes,
  commands.showSelf,
  commands.showTotal,
  commands.showMine,
  commands.showInnermost,
  commands.chooseEvent,
  commands.showChanges,
];

/** More than a few neighbours are better read in the panel. */
const neighbourLimit = 5;

/** Fewer samples than this and a line's share is off by a third or more: the error of a count is about its root. */
const fewSamples = 10;

export interface HoverSubject {
  readonly session: OpenSession;
  readonly time: LineTime;
  /** What lines are coloured by now. */
  readonly metric: Metric;
  /** Whose lines they are now. */
  readonly lines: LineChoice;
  /** As the editor's outline calls the function; the profile's own name for it when absent. */
  readonly displayName: string | undefined;
  /** Of the line's function. */
  readonly around: Neighbours;
  /** Of the line's function. */
  readonly reasons: FunctionReasons;
  /** Where its source makes things; empty where no memory was measured. */
  readonly sites: readonly AllocationSite[];
  /** Of the whole session. */
  readonly findings: readonly Finding[];
  readonly changes: SourceChanges;
}

/** What has become of a profiled line's file. */
export interface SourceChanges {
  /** Whether the line itself was edited. */
  readonly line: boolean;
  /** How many lines differ, as far as it is known what was profiled. */
  readonly lines: number;
  /** When the file was last saved, where the text that was profiled is not known: lines may have moved. */
  readonly saved: 'before' | 'during' | 'since';
}

/** Why a line is hot, as Markdown. Names come from a profile, so all of them are escaped. */
export function hoverText({
  session,
  time,
  metric,
  lines,
  displayName,
  changes,
  around,
  reasons,
  sites,
  findings,
}: HoverSubject): string {
  const { profile, times } = session;
  const fn = time.function;
  const share = (weight: number): string => formatShare(weight / times.sum);
  const both = (weight: number): string => `${bandedShare(weight, session)} · ${formatWeight(weight, profile.unit)}`;
  const name = escapeMarkdown(displayName ?? at(profile.functions.name, fn));
  const paragraphs = [
    `$(flame) **${name}** — ${share(at(times.total, fn))} of ${wholeOf(session)}`,
    table([
      ['', 'self', 'total'],
      ['This line', both(time.self), `${time.estimated ? '~ ' : ''}${both(time.total)}`],
      ['Function', both(at(times.self, fn)), both(at(times.total, fn))],
    ]),
    ...(typesSayIt(session, reasons) ? [] : memory(session, fn)),
    ...trend(session, time, metric),
    ...advice(time, findings),
    ...types(session, reasons),
    ...made(session, fn, sites),
    ...why(session, time, reasons),
    ...neighbours('Called by', around.callers, session),
    ...neighbours('Calls', around.callees, session),
    ...notes(session, time, changes).map((note) => `$(info) ${note}`),
    [
      link('Open in Flame Graph', linkCommands.showInPanel, [fn]),
      ...(session.hasMachineCode && !isPython(session, time)
        ? [link('Machine code', linkCommands.machineCodeOf, [fn, time.line])]
        : []),
      metric === 'self' ? link('Color by total', commands.showTotal, []) : link('Color by self', commands.showSelf, []),
      ...otherEvents(session),
      ...(session.rollsUp
        ? [
            lines === 'mine'
              ? link('Innermost lines', commands.showInnermost, [])
              : link('My lines', commands.showMine, []),
          ]
        : []),
    ].join(' · '),
  ];
  return paragraphs.join('\n\n');
}

/** The other thing that was counted; of several, a question. */
function otherEvents({ events, profile }: OpenSession): string[] {
  const [other, ...more] = events.filter((event) => event !== profile.event);
  if (other === undefined) return [];
  const label = more.length === 0 ? escapeMarkdown(eventName(other)) : 'What else was counted…';
  return [link(label, commands.chooseEvent, [])];
}

function wholeOf({ profile, times }: OpenSession): string {
  const samples = `${formatCount(times.samples)} samples`;
  if (profile.unit === 'samples') return samples;
  const counted = profile.unit === 'bytes' && profile.event !== undefined ? ` ${escapeMarkdown(profile.event)}` : '';
  const weight = `${formatWeight(times.sum, profile.unit)}${counted}`;
  // What was counted has no samples.
  return times.samples === 0 ? weight : `${weight} (${samples})`;
}

/** Of the same run, where its memory was measured too. */
function memory(session: OpenSession, fn: number): string[] {
  const text = memoryOfFunction(session, fn);
  if (text === undefined) return [];
  return [
    session.profile.unit === 'bytes' ? `$(database) Function: ${text}` : `$(database) Memory of this function: ${text}`,
  ];
}

/** Whether the types of what a function allocated already say what is known beside it. */
function typesSayIt({ profile }: OpenSession, { types: found }: FunctionReasons): boolean {
  return profile.event === 'allocated' && found.length > 0;
}

/** Of what the function itself allocated, as far as that still lives. */
function types({ profile }: OpenSession, { types: found }: FunctionReasons): string[] {
  if (found.length === 0) return [];
  const live = found.reduce((sum, { weight }) => sum + weight, 0);
  const isAll = profile.event?.startsWith('live') === true;
  const what = isAll ? 'Types' : `Still live of it ${formatWeight(live, profile.unit)}`;
  const shown = found.filter(({ weight }) => weight >= smallestReason * live);
  return [`$(symbol-class) ${what}: ${escapeMarkdown(formatTypes(shown))}`];
}

/** Of a function that allocated: what its source makes, which V8's sampling does not tell. */
function made(session: OpenSession, fn: number, sites: readonly AllocationSite[]): string[] {
  const { run, profile } = session;
  const linkTo = (line: number): string => link(String(line), linkCommands.goToLineOf, [fn, line]);
  const read =
    sites.length === 0 ? [] : [`$(code) By its source, not measured, it makes ${allocationText(sites, linkTo)}`];
  const isMeasurable = run !== undefined && profile.tool !== 'v8-allocations' && hasV8Memory(session, fn);
  const offer = `$(beaker) ${link('Measure types', linkCommands.measureTypes, [])}: runs it again, 2 to 40 times slower`;
  return [...read, ...(isMeasurable ? [offer] : [])];
}

function table(rows: readonly (readonly string[])[]): string {
  // VS Code sets a hover's columns without a gap between them.
  const [head = '', ...body] = rows.map(([title = '', ...numbers]) => `| ${[title, ...numbers].join(' | &emsp;')} |`);
  return [head, '|---|--:|--:|', ...body].join('\n');
}

function neighbours(title: string, list: readonly Neighbour[], { profile, times }: OpenSession): string[] {
  if (list.length === 0) return [];
  const shown = list.slice(0, neighbourLimit).map(({ function: fn, weight }) => {
    const name = escapeMarkdown(at(profile.functions.name, fn));
    const label = at(profile.functions.line, fn) > 0 ? link(name, linkCommands.goToFunction, [fn]) : name;
    return `${label} ${formatShare(weight / times.sum)}`;
  });
  const more = list.length > neighbourLimit ? ` · ${list.length - neighbourLimit} more` : '';
  return [`${title} ${shown.join(' · ')}${more}`];
}

/** The line against the session that the user compares with. */
function trend({ comparison, effectiveSamples }: OpenSession, { file, line }: LineTime, metric: Metric): string[] {
  const change = comparison?.lines[metric].get(file)?.find((each) => each.line === line);
  if (comparison === undefined || change === undefined) return [];
  const before = withBand(change.before, comparison.samplesBefore);
  const after = withBand(change.after, effectiveSamples);
  const verdict = change.significant ? `**${changeText(change)}**` : 'within noise';
  return [`$(git-compare) ${escapeMarkdown(comparison.name)} ${before} → ${after} ${metric}: ${verdict}`];
}

/** What is worth changing on this line; that it is hot, everything else says. */
function advice({ file, line }: LineTime, findings: readonly Finding[]): string[] {
  const here = findings.filter(({ id, place }) => id !== 'hotLine' && place?.file === file && place.line === line);
  return here.map(({ title, advice }) => `$(lightbulb) **${escapeMarkdown(title)}** — ${escapeMarkdown(advice)}`);
}

/** Shares below this explain nothing. */
const smallestReason = 0.005;
/** The runtime may have much to say of one function. */
const remarkLimit = 3;

/** Why it is hot, as far as the runtime tells. */
function why({ times }: OpenSession, { line }: LineTime, { tiers, remarks, gc }: FunctionReasons): string[] {
  const found: string[] = [];
  const known = tiers.reduce((sum, { weight }) => sum + weight, 0);
  const shown = tiers.filter(({ weight }) => weight >= 0.01 * known);
  if (shown.length > 0) {
    found.push(
      `Ran as ${shown.map(({ tier, weight }) => `${tierNames[tier]} ${formatShare(weight / known)}`).join(' · ')}`,
    );
  }
  if (gc >= smallestReason * times.sum) {
    found.push(`$(trash) Garbage collection right after its code: ${formatShare(gc / times.sum)}`);
  }
  // What was said of this line first.
  const here = [...remarks].sort((a, b) => Number(b.line === line) - Number(a.line === line) || b.count - a.count);
  for (const { kind, line: at, reason, count } of here.slice(0, remarkLimit)) {
    const what = kind === 'deopt' ? 'Optimised code was thrown away' : 'Megamorphic access';
    const where = at === line ? 'here' : at > 0 ? `at line ${at}` : '';
    const why = reason === '' ? '' : `: ${escapeMarkdown(reason)}`;
    const often = count > 1 ? `, ${formatCount(count)} times` : '';
    found.push(`$(warning) ${[what, where].filter(Boolean).join(' ')}${why}${often}`);
  }
  return found;
}

const tierNames: Readonly<Record<Tier, string>> = {
  interpreter: 'interpreted',
  baseline: 'baseline code',
  maglev: 'Maglev',
  turbofan: 'TurboFan',
};

/** Formats of V8's heap profilers, which know functions and no lines. */
const byFunction: readonly string[] = ['heapprofile', 'v8-profiler-next-heap', 'v8-allocations'];
const v8Tools: readonly string[] = ['v8', 'v8-profiler-next', 'v8-allocations'];

function isByFunction({ format, tool }: OpenSession['profile']): boolean {
  return byFunction.includes(format) && v8Tools.includes(tool);
}

/** Whether V8 measured what a function allocated, in this session or beside it. */
export function hasV8Memory(session: OpenSession, fn: number): boolean {
  return isByFunction(session.profile) || memoryOfFunction(session, fn) !== undefined;
}

/** Whose code is the interpreter's. */
function isPython({ profile }: Pick<OpenSession, 'profile'>, { file }: LineTime): boolean {
  return profile.tool === 'perf' && file.endsWith('.py');
}

function notes({ profile, times }: OpenSession, time: LineTime, changes: SourceChanges): string[] {
  const found: string[] = [];
  if (isByFunction(profile)) {
    const inlined = profile.tool === 'v8-allocations' ? '' : ', with what was inlined into it';
    found.push(
      `V8 counts memory by function: it stands on the first line of the function that allocated it${inlined}.`,
    );
  }
  if (isPython({ profile }, time))
    found.push('Python tells perf its functions, not their lines: what a function costs stands on its first line.');
  if (time.unplaced > 0 && !isByFunction(profile)) {
    const part = formatShare(time.unplaced / times.sum);
    found.push(`${part} is code of this function that has no line of its own, mostly inlined calls.`);
  }
  if (time.estimated) found.push('~ The total is derived from the calls on this line: V8 counts only the line on top.');
  if (times.samples > 0 && time.self > 0 && time.count < fewSamples) {
    const samples = time.count <= 1 ? 'one sample' : `${formatCount(time.count)} samples`;
    found.push(`Only ${samples} fell on this line: take its share as a hint.`);
  }
  if (changes.line) found.push('This line was edited since it was profiled.');
  if (changes.lines > 0) {
    const lines =
      changes.lines === 1 ? 'One line of this file is' : `${formatCount(changes.lines)} lines of this file are`;
    found.push(`${lines} not as profiled. ${link('Show changes', commands.showChanges, [])}`);
  }
  if (changes.saved === 'since') found.push('This file was saved since it was profiled: lines may have moved.');
  if (changes.saved === 'during') {
    found.push('This file was saved while the program ran: lines may be those of the text before.');
  }
  return found;
}

/** `label` is Markdown already; the arguments are numbers only, so nothing in the address needs escaping. */
function link(label: string, command: Command, parameters: readonly number[]): string {
  const query = parameters.length === 0 ? '' : `?${encodeURIComponent(JSON.stringify(parameters))}`;
  return `[${label}](command:${command}${query})`;
}
