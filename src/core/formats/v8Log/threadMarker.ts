import { isMeasured } from '../isMeasured.ts';

/** What a recorded thread says of itself in its log, which knows neither threads nor the machine's clock. */
export interface ThreadMarker {
  readonly pid: number;
  /** 0 is the main thread. */
  readonly tid: number;
  readonly name: string;
  /** µs on the machine's monotonic clock when it said so. */
  readonly at: number;
}

/**
 * The marker is the name of an empty script that Heatline's preload compiles: `code-creation` has it beside the log's own
 * time. What follows is a `ThreadMarker` as JSON, escaped as in URLs.
 */
const prefix = 'heatline:thread?';

/** @param label of a script, `name url:line:column`. */
export function readMarker(label: string): ThreadMarker | undefined {
  const text = label.trim();
  if (!text.startsWith(prefix)) return undefined;
  try {
    const json = decodeURIComponent(text.slice(prefix.length).replace(/:\d+:\d+$/, ''));
    const { pid, tid, name, at } = JSON.parse(json) as Partial<ThreadMarker>;
    if (!Number.isSafeInteger(pid) || !Number.isSafeInteger(tid) || !isMeasured(at ?? NaN)) return undefined;
    return { pid: pid ?? 0, tid: tid ?? 0, at: at ?? 0, name: String(name) };
  } catch {
    return undefined;
  }
}
