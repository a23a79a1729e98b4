import type { Unit } from '../core/model/profile.ts';

/** What a list shows of a session without opening its profile; kept beside it as `session.json`. */
export interface SessionInfo {
  /** Name of the session's directory. */
  readonly id: string;
  /** What the user calls it; at first the name of the program's file. */
  readonly name: string;
  /** Absolute path of the program that ran. */
  readonly target: string;
  /** What measured it, e.g. `v8`. */
  readonly tool: string;
  readonly unit: Unit;
  /** Weight of everything but idle time. */
  readonly weight: number;
  readonly samples: number;
  /** When the run had ended, ms since 1970. */
  readonly recordedAt: number;
  /** The same of its begin; sessions of earlier versions have none. */
  readonly startedAt?: number;
  /** How to run it again: plain data of whoever ran it. */
  readonly run?: object;
  /** Id of the session that has the memory of the same run, where both were measured. */
  readonly memory?: string;
  /** The profile's file, in the session's directory. */
  readonly profile: string;
}

/** Whether a string can be a session's directory: no separators, no dots, so it leads nowhere else. */
export function isSessionId(id: string): boolean {
  return /^[\w-]+$/.test(id);
}

/** `undefined` for what is not, or no longer, a session: a list goes on without it. */
export function parseSessionInfo(id: string, text: string): SessionInfo | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof data !== 'object' || data === null) return undefined;
  const fields = data as Partial<Record<keyof SessionInfo, unknown>>;
  const { name, target, tool, unit, weight, samples, recordedAt, startedAt, run, memory, profile } = fields;
  if (typeof name !== 'string' || typeof target !== 'string' || typeof tool !== 'string') return undefined;
  if (unit !== 'microseconds' && unit !== 'bytes' && unit !== 'samples' && unit !== 'events') return undefined;
  if (!isFiniteNumber(weight) || !isFiniteNumber(samples) || !isFiniteNumber(recordedAt)) return undefined;
  if (typeof profile !== 'string' || !/^\w[\w.-]*$/.test(profile)) return undefined;
  const begin = isFiniteNumber(startedAt) ? { startedAt } : {};
  const again = typeof run === 'object' && run !== null ? { run } : {};
  const linked = typeof memory === 'string' && isSessionId(memory) ? { memory } : {};
  return { id, name, target, tool, unit, weight, samples, recordedAt, ...begin, ...again, ...linked, profile };
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
