import type { FatalSignal } from './catchSignals.ts';

/**
 * One number that the main thread and its watchdog share. Node prints a line on a program's stderr when it exits
 * while somebody is connected to its inspector, so the two agree on who is first.
 */
export const watchdogState = { free: 0, connected: 1, exiting: 2 } as const;

export interface WatchdogData {
  /** Marks the worker as Heatline's own. */
  readonly heatlineWatchdog: true;
  readonly socket: string;
  readonly partMs: number;
  readonly state: Int32Array;
  /** Of `ProcessRows`. */
  readonly rows: SharedArrayBuffer;
  /** Whether it stays connected to the main thread: see `mainInterrupter`. */
  readonly staysConnected: boolean;
}

/**
 * Main thread to watchdog: let go of it, that the program began or ceased to handle a signal, or that there are tests to
 * run again, or that its scenario has been run, and why it failed where it did.
 */
export type WatchdogMessage =
  | 'release'
  | 'tests'
  | { readonly signal: FatalSignal; readonly handled: boolean }
  | { readonly roundFailure: string | undefined };

/** Watchdog to main thread: run the program's scenario. */
export type MainMessage = 'round';

export function isWatchdogData(data: unknown): data is WatchdogData {
  return typeof data === 'object' && data !== null && 'heatlineWatchdog' in data;
}

/** Before Node 18, a session that another thread holds of the main thread cannot be closed without a crash. */
export const canDisconnect = Number.parseInt(process.versions.node, 10) >= 18;
