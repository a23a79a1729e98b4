import { lineReader } from '../capture/lineReader.ts';
import { mapOntoSources, openProfile } from '../capture/open.ts';
import { packProfile } from '../capture/packProfile.ts';
import { readInput } from '../capture/readInput.ts';
import { readRecording } from '../capture/readRecording.ts';
import { callersAndCallees } from '../core/analysis/callersAndCallees.ts';
import { functionReasons } from '../core/analysis/functionReasons.ts';
import { functionTimes } from '../core/analysis/functionTimes.ts';
import { findings } from '../core/analysis/insights/findings.ts';
import { lineTimes } from '../core/analysis/lineTimes.ts';
import { formats, readProfile } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile } from '../core/model/profile.ts';
import { compare } from '../core/queries/comparison.ts';
import { panelView } from '../core/queries/panelView.ts';
import { report } from '../core/queries/report.ts';
import { reportData } from '../core/queries/reportData.ts';
import { summarize } from '../core/queries/summary.ts';
import { tabContent } from '../core/queries/tabContent.ts';
import { relocateProfile } from '../core/sources/relocate.ts';
import type { Question, Questions } from './questions.ts';
import { RunReader } from './runReader.ts';
import { RunSources } from './runSources.ts';

type Answers = {
  readonly [Q in Question]: (input: Questions[Q]['input']) => Questions[Q]['output'] | Promise<Questions[Q]['output']>;
};

/** Answers about one profile; which one, `open`, `live` and `finish` decide. Each throws HeatlineError where it cannot. */
export function createAnswers(opened?: Profile): Answers {
  let profile = opened;
  const run = new RunReader();
  let sources: RunSources | undefined;
  const current = (): Profile => {
    if (profile === undefined) throw new HeatlineError('No profile is open.');
    return profile;
  };
  let baseline: { readonly path: string; readonly profile: Profile } | undefined;
  const baselineOf = async ({ path, texts }: Questions['compareLines']['input']): Promise<Profile> => {
    if (baseline?.path !== path) baseline = { path, profile: openProfile(path, await RunSources.kept(texts)).profile };
    return baseline.profile;
  };
  return {
    open: async ({ path, texts, mapping = {} }) => {
      sources = await RunSources.kept(texts, mapping);
      const raw = relocateProfile(readInput(path, readProfile), mapping);
      // Once more, for the originals that source maps lead to.
      profile = relocateProfile(mapOntoSources(raw, sources).profile, mapping);
      return summarize(profile, sources.textsOf(profile));
    },
    live: ({ files, startedAt }) => {
      const raw = run.read(files);
      if (raw === undefined) return undefined;
      sources ??= RunSources.ofRun(startedAt);
      ({ profile } = mapOntoSources(raw, sources));
      return summarize(profile, sources.textsOf(profile));
    },
    finish: ({ files, notes, startedAt }) => {
      const recorded = readRecording(files, readProfile);
      const raw = { ...recorded, notes: [...recorded.notes, ...notes] };
      sources ??= RunSources.ofRun(startedAt);
      ({ profile } = mapOntoSources(raw, sources));
      return { packed: packProfile(raw), summary: summarize(profile, sources.textsOf(profile)) };
    },
    keepTexts: async (file) => {
      await sources?.keep(file);
    },
    view: (filter) => panelView(current(), filter),
    tab: ({ filter, request }) => tabContent(current(), filter, request, lineReader()),
    compareLines: async (file) => compare(await baselineOf(file), current()),
    reasons: (fn) => functionReasons(current(), fn),
    neighbours: (fn) => callersAndCallees(current(), fn),
    write: (id) => {
      const write = formats.find((format) => format.id === id)?.write;
      if (write === undefined) throw new HeatlineError(`Heatline cannot write ${id}.`);
      return write(current());
    },
    report: (options) => report(current(), { ...options, lineText: lineReader() }),
    findings: () => {
      const shown = current();
      return findings({
        profile: shown,
        times: functionTimes(shown),
        lines: lineTimes(shown),
        lineText: lineReader(),
      });
    },
    reportData: ({ title, shown }) =>
      reportData(current(), { title, shorten: (file) => shown.get(file) ?? file, lineText: lineReader() }),
  };
}
