import type { PanelView } from '../core/queries/panelView.ts';
import type { Filter, SessionView } from '../protocol.ts';
import { describeRun } from './describeRun.ts';
import type { OpenSession } from './openSession.ts';

export interface SessionViewOptions {
  readonly filter: Filter;
  readonly selected: number;
  readonly revision: number;
  /** A path as a person reads it. */
  readonly displayPath: (file: string) => string;
}

/** What the page shows of a session under a filter. */
export function sessionView(
  { path, name: title, profile, files, live, effectiveSamples, times: whole, comparison }: OpenSession,
  { times, boxes, categories }: PanelView,
  { filter, selected, displayPath, revision }: SessionViewOptions,
): SessionView {
  const { name, file, line, category } = profile.functions;
  const displayed = new Map<string, string>(Array.from(new Set(file), (each) => [each, displayPath(each)]));
  return {
    id: path,
    revision,
    live,
    title,
    subtitle: describeRun({
      tool: profile.tool,
      unit: profile.unit,
      event: profile.event,
      weight: times.sum,
      samples: times.samples,
    }),
    unit: profile.unit,
    total: times.sum,
    // Of what the filter leaves, as many in proportion.
    samples:
      effectiveSamples === undefined || whole.samples === 0
        ? undefined
        : effectiveSamples * (times.samples / whole.samples),
    categories,
    functions: {
      name,
      file: file.map((each) => displayed.get(each) ?? each),
      line,
      category,
      self: times.self,
      total: times.total,
      openable: Uint8Array.from(file, (each) => (files.canOpen(each) ? 1 : 0)),
    },
    boxes,
    timed: profile.timed,
    measured: profile.measured,
    threads: profile.threads.map((thread) => thread.name),
    comparison: comparison?.name,
    filter,
    notes: profile.notes,
    selected,
  };
}
