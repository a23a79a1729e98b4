import { mapOntoSources, openProfile } from '../capture/open.ts';
import { packProfile } from '../capture/packProfile.ts';
import { readRecording } from '../capture/readRecording.ts';
import { rememberingHost } from '../capture/sourceHost.ts';
import { callersAndCallees } from '../core/analysis/callersAndCallees.ts';
import { filterProfile } from '../core/analysis/filterProfile.ts';
import { functionTimes } from '../core/analysis/functionTimes.ts';
import { leftHeavy } from '../core/analysis/leftHeavy.ts';
import { timeOrdered } from '../core/analysis/timeOrdered.ts';
import { formats, readProfile } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile } from '../core/model/profile.ts';
import { report } from '../core/queries/report.ts';
import { reportData } from '../core/queries/reportData.ts';
import { summarize } from '../core/queries/summary.ts';
import type { Question, Questions } from './questions.ts';
import { RunReader } from './runReader.ts';

type Answers = {
  readonly [Q in Question]: (input: Questions[Q]['input']) => Questions[Q]['output'] | Promise<Questions[Q]['output']>;
};

/** Answers about one profile; which one, `open`, `live` and `finish` decide. Each throws HeatlineError where it cannot. */
export function createAnswers(opened?: Profile): Answers {
  let profile = opened;
  const run = new RunReader();
  const host = rememberingHost();
  const current = (): Profile => {
    if (profile === undefined) throw new HeatlineError('No profile is open.');
    return profile;
  };
  return {
    open: (path) => {
      ({ profile } = openProfile(path));
      return summarize(profile);
    },
    live: (files) => {
      const raw = run.read(files);
      if (raw === undefined) return undefined;
      ({ profile } = mapOntoSources(raw, host));
      return summarize(profile);
    },
    finish: ({ files, notes }) => {
      const recorded = readRecording(files, readProfile);
      const raw = { ...recorded, notes: [...recorded.notes, ...notes] };
      ({ profile } = mapOntoSources(raw, host));
      return { packed: packProfile(raw), summary: summarize(profile) };
    },
    view: (filter) => {
      const filtered = filterProfile(current(), filter);
      return { times: functionTimes(filtered), boxes: leftHeavy(filtered) };
    },
    timeline: ({ filter, thread }) => timeOrdered(filterProfile(current(), filter), thread),
    neighbours: (fn) => callersAndCallees(current(), fn),
    write: (id) => {
      const write = formats.find((format) => format.id === id)?.write;
      if (write === undefined) throw new HeatlineError(`Heatline cannot write ${id}.`);
      return write(current());
    },
    report: (options) => report(current(), options),
    reportData: ({ title, shown }) => reportData(current(), title, (file) => shown.get(file) ?? file),
  };
}
