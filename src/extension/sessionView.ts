import { filterProfile } from '../core/analysis/filterProfile.ts';
import { functionTimes } from '../core/analysis/functionTimes.ts';
import { leftHeavy } from '../core/analysis/leftHeavy.ts';
import type { Filter, SessionView } from '../protocol.ts';
import { describeRun } from './describeRun.ts';
import type { OpenSession } from './openSession.ts';

export interface SessionViewOptions {
  readonly filter: Filter;
  readonly selected: number;
  /** A path as a person reads it. */
  readonly displayPath: (file: string) => string;
}

/** What the page shows of a session under a filter. */
export function sessionView(session: OpenSession, { filter, selected, displayPath }: SessionViewOptions): SessionView {
  const profile = filterProfile(session.profile, filter);
  const times = profile === session.profile ? session.times : functionTimes(profile);
  const { name, file, line, category } = profile.functions;
  const displayed = new Map<string, string>(Array.from(new Set(file), (path) => [path, displayPath(path)]));
  return {
    id: session.path,
    title: session.name,
    subtitle: describeRun({ tool: profile.tool, unit: profile.unit, weight: times.sum, samples: times.samples }),
    unit: profile.unit,
    total: times.sum,
    functions: {
      name,
      file: file.map((path) => displayed.get(path) ?? path),
      line,
      category,
      self: times.self,
      total: times.total,
      openable: Uint8Array.from(file, (path) => (session.files.canOpen(path) ? 1 : 0)),
    },
    boxes: leftHeavy(profile),
    timed: session.profile.samples.node.length > 0,
    threads: session.profile.threads.map((thread) => thread.name),
    filter,
    notes: profile.notes,
    selected,
  };
}
