import { lineReader } from '../capture/lineReader.ts';
import { mapOntoSources } from '../capture/open.ts';
import { packProfile } from '../capture/packProfile.ts';
import { readInput } from '../capture/readInput.ts';
import { readRecording, stillLive } from '../capture/readRecording.ts';
import { sourceHost } from '../capture/sourceHost.ts';
import { callersAndCallees } from '../core/analysis/callersAndCallees.ts';
import { functionReasons } from '../core/analysis/functionReasons.ts';
import { functionTimes } from '../core/analysis/functionTimes.ts';
import type { LineText } from '../core/analysis/insights/finding.ts';
import { findings } from '../core/analysis/insights/findings.ts';
import { lineTimes } from '../core/analysis/lineTimes.ts';
import { onLines, rollUpInlined, type LineChoice } from '../core/analysis/rollUpInlined.ts';
import { formats, readProfile } from '../core/formats/formats.ts';
import { at } from '../core/model/at.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile } from '../core/model/profile.ts';
import { compare } from '../core/queries/comparison.ts';
import { machineCodeText } from '../core/queries/machineCode.ts';
import { panelView } from '../core/queries/panelView.ts';
import { report } from '../core/queries/report.ts';
import { reportData } from '../core/queries/reportData.ts';
import { summarize } from '../core/queries/summary.ts';
import { tabContent } from '../core/queries/tabContent.ts';
import { relocateProfile, type PathMapping } from '../core/sources/relocate.ts';
import { disassemblePlace } from '../symbols/disassemblePlace.ts';
import { recordedCode, type RecordedCode } from '../symbols/recordedCode.ts';
import { Symbolizer } from '../symbols/symbolizer.ts';
import type { Answers } from './answerQuestions.ts';
import { functionSites } from './functionSites.ts';
import { readKeptCode, writeKeptCode } from './keptCode.ts';
import type { ProfileFile, Questions, SummaryOfRevision } from './questions.ts';
import { readUntrusted } from './readUntrusted.ts';
import { RunReader } from './runReader.ts';
import { RunSources } from './runSources.ts';
import type { SessionRights } from './sessionRights.ts';

/** A profile of one event, and what its instructions cost. */
interface Counted {
  readonly profile: Profile;
  readonly code: RecordedCode;
}

/** Answers about one profile; which one, `open`, `live` and `finish` decide. Each throws HeatlineError where it cannot. */
export function createAnswers(rights: SessionRights = {}, opened?: Profile): Answers<Questions> {
  let profile = opened;
  /** The profile before inlined code was rolled up. */
  let whole = opened;
  let lineChoice: LineChoice = 'innermost';
  const run = new RunReader();
  let sources: RunSources | undefined;
  const symbolizer = new Symbolizer(rights);
  /** What the instructions of the profile cost. */
  let code: RecordedCode = [];
  let revision = 0;
  /** By event, what was counted and has been read; the rest `readEvent` reads. */
  let counted = new Map<string | undefined, Counted>();
  let events: readonly string[] = [];
  let readEvent: (event: string) => Promise<Counted> = () => Promise.reject(new HeatlineError('It was not counted.'));
  const countedAs = async (event: string): Promise<Counted> => {
    const known = counted.get(event) ?? (await readEvent(event));
    counted.set(event, known);
    return known;
  };
  /** One after the other: a program's end must not be overtaken by a part of it. */
  let replaced: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = replaced.then(task);
    replaced = done.catch(() => undefined);
    return done;
  };
  const replace = (next: Profile, texts: RunSources): SummaryOfRevision => {
    whole = next;
    const rolledUp = rollUpInlined(next);
    profile = lineChoice === 'mine' ? rolledUp : next;
    return {
      ...summarize(profile, texts.textsOf(next)),
      revision: ++revision,
      rollsUp: rolledUp !== next,
      hasMachineCode: code.length > 0,
      events: events.length > 1 ? events : [],
    };
  };
  const current = (): Profile => {
    if (profile === undefined) throw new HeatlineError('No profile is open.');
    return profile;
  };
  /** Of the opened profile: what was moved since it was recorded, the baseline has where it was, too. */
  let moved: PathMapping = {};
  let baseline: { readonly path: string; readonly profile: Profile } | undefined;
  const baselineOf = async ({ path, texts, mapping }: ProfileFile): Promise<Profile> => {
    if (baseline?.path !== path) {
      const file = { path, texts, mapping: { ...mapping, ...moved } };
      const plain = await readMapped(file, symbolizer, rights);
      const { event } = current();
      const hasEvent = event !== plain.profile.event && event !== undefined && plain.profile.events?.includes(event);
      const { profile } = hasEvent === true ? await readMapped(file, symbolizer, rights, event) : plain;
      baseline = { path, profile: onLines(profile, lineChoice) };
    }
    return baseline.profile;
  };
  /** Lines as they were when they ran, as far as that is known. */
  const lineText = (): LineText =>
    lineReader((file) => (sources === undefined ? sourceHost.readText(file) : sources.shownText(file)));
  return {
    open: (file) =>
      inTurn(async () => {
        const read = await readMapped(file, symbolizer, rights);
        ({ sources } = read);
        moved = file.mapping ?? {};
        baseline = undefined;
        ({ code } = read);
        events = read.profile.events ?? [];
        counted = new Map([[read.profile.event, read]]);
        readEvent = (event) => readMapped(file, symbolizer, rights, event);
        return replace(read.profile, read.sources);
      }),
    live: ({ files, startedAt }) =>
      inTurn(async () => {
        const raw = run.read(files);
        if (raw === undefined) return undefined;
        sources ??= RunSources.ofRun(startedAt);
        return replace((await mapOntoSources(raw, sources, symbolizer)).profile, sources);
      }),
    finish: ({ files, notes, startedAt }) =>
      inTurn(async () => {
        const recorded = readRecording(files, readProfile);
        // With the names that machine code has now: its files may be built anew before the session is opened again.
        code = recordedCode(recorded);
        const raw = await symbolizer.symbolize({ ...recorded, notes: [...recorded.notes, ...notes] });
        const texts = (sources ??= RunSources.ofRun(startedAt));
        const others = stillLive(files)
          .map((each) => readRecording(each, readProfile))
          .map((other) => ({ ...other, notes: [...other.notes, ...notes] }));
        const mapped = [raw, ...others].map((each) => mapOntoSources(each, texts, symbolizer));
        const profiles = (await Promise.all(mapped)).map(({ profile }) => profile);
        counted = new Map(profiles.map((each) => [each.event, { profile: each, code }]));
        events = profiles.flatMap(({ event }) => event ?? []);
        return { packed: packProfile(raw, others), summary: replace(at(profiles, 0), texts) };
      }),
    showLines: (lines) =>
      inTurn(() => {
        if (lines === lineChoice) return Promise.resolve(undefined);
        lineChoice = lines;
        baseline = undefined;
        return Promise.resolve(whole && sources && replace(whole, sources));
      }),
    showEvent: (event) =>
      inTurn(async () => {
        const next = await countedAs(event);
        baseline = undefined;
        ({ code } = next);
        return replace(next.profile, sources ?? RunSources.ofRun(-Infinity));
      }),
    counted: (event) => inTurn(async () => summarize(onLines((await countedAs(event)).profile, lineChoice))),
    keepTexts: async (file) => {
      await sources?.keep(file);
    },
    keepCode: async (file) => {
      if (code.length > 0) await writeKeptCode(file, code);
    },
    machineCode: async ({ place, shown }) => {
      if (rights.startsNothing)
        throw new HeatlineError(
          'objdump is not started in a folder that you do not trust.',
          'Trust this folder first.',
        );
      if (code.length === 0) {
        throw new HeatlineError('This profile does not tell what instructions cost.', 'Profile the program with perf.');
      }
      const found = await disassemblePlace(code, place, symbolizer);
      const { sum } = functionTimes(current());
      const shorten = (file: string): string => shown.get(file) ?? file;
      return {
        name: found.name,
        rows: machineCodeText(found, { sum, unit: current().unit, lineText: lineText(), shorten }),
      };
    },
    view: (asked) => (asked.revision === revision ? panelView(current(), asked.filter) : undefined),
    tab: async ({ revision: asked, filter, request, baseline: file }) => {
      const baseline = file && (await baselineOf(file));
      return asked === revision ? tabContent(current(), filter, request, lineText(), baseline) : undefined;
    },
    compareLines: async (file) => compare(await baselineOf(file), current()),
    reasons: (fn) => functionReasons(current(), fn),
    allocationSites: (fn) => (sources === undefined ? [] : functionSites(current(), fn, sources)),
    neighbours: (fn) => callersAndCallees(current(), fn),
    write: (id) => {
      const write = formats.find((format) => format.id === id)?.write;
      if (write === undefined) throw new HeatlineError(`Heatline cannot write ${id}.`);
      return write(current());
    },
    report: (options) => report(current(), { ...options, lineText: lineText() }),
    findings: () => {
      const shown = current();
      return findings({
        profile: shown,
        times: functionTimes(shown),
        lines: lineTimes(shown),
        lineText: lineText(),
      });
    },
    reportData: ({ title, shown }) =>
      reportData(current(), { title, shorten: (file) => shown.get(file) ?? file, lineText: lineText() }),
  };
}

/** Reads a profile onto the sources that were kept of it, with its paths as they are on this machine. */
async function readMapped(
  { path, texts, code, mapping = {} }: Questions['open']['input'],
  symbolizer: Symbolizer,
  { startsNothing = false }: SessionRights,
  event?: string,
): Promise<{ readonly profile: Profile; readonly sources: RunSources; readonly code: RecordedCode }> {
  const sources = await RunSources.kept(texts, mapping);
  const read = startsNothing ? readUntrusted : readProfile;
  const raw = relocateProfile(
    readInput(path, (input) => read(input, event === undefined ? undefined : { event })),
    mapping,
  );
  // Once more, for the originals that source maps lead to.
  const { profile } = await mapOntoSources(raw, sources, symbolizer);
  const kept = code === undefined ? recordedCode(raw) : await readKeptCode(code);
  return { profile: relocateProfile(profile, mapping), sources, code: kept };
}
