import * as vscode from 'vscode';
import { callGraphChoices, type CallGraphChoice } from '../capture/perf/callGraphChoice.ts';
import type { LineChoice } from '../core/analysis/rollUpInlined.ts';
import { settings } from './contributions.ts';

/** What a line's heat counts: the time in its own code, or also in what it calls. */
export type Metric = 'self' | 'total';

/** What stands at a line's end. */
export type HeatUnit = 'percent' | 'time' | 'both';

export interface SettingValues {
  /** Fraction of the whole, 0..1: cooler lines stay plain. */
  readonly threshold: number;
  readonly metric: Metric;
  readonly unit: HeatUnit;
  /** Whose line has what inlined code of libraries costs. */
  readonly inlined: LineChoice;
  readonly codeLens: boolean;
  /** Empty: found as the user's terminal would find it. */
  readonly nodePath: string;
  /** µs. */
  readonly samplingInterval: number;
  readonly callGraph: CallGraphChoice;
  readonly debuginfod: boolean;
}

/** settings.json is written by hand, so values of a wrong type count as not set. */
export function readSettings(): SettingValues {
  const configuration = vscode.workspace.getConfiguration();
  const threshold = configuration.get<unknown>(settings.threshold);
  const metric = configuration.get<unknown>(settings.metric);
  const unit = configuration.get<unknown>(settings.unit);
  const nodePath = configuration.get<unknown>(settings.nodePath);
  const interval = configuration.get<unknown>(settings.samplingInterval);
  const callGraph = configuration.get<unknown>(settings.callGraph);
  return {
    threshold: (typeof threshold === 'number' ? threshold : 1) / 100,
    metric: metric === 'total' ? 'total' : 'self',
    unit: unit === 'percent' || unit === 'time' ? unit : 'both',
    inlined: configuration.get<unknown>(settings.inlined) === 'mine' ? 'mine' : 'innermost',
    codeLens: configuration.get<unknown>(settings.codeLens) === true,
    nodePath: typeof nodePath === 'string' ? nodePath.trim() : '',
    samplingInterval: typeof interval === 'number' && interval > 0 ? interval : 1000,
    callGraph: callGraphChoices.find((choice) => choice === callGraph) ?? 'auto',
    debuginfod: configuration.get<unknown>(settings.debuginfod) === true,
  };
}

/** Writes where the value already comes from, so that a toggle also wins over a workspace's own setting. */
export async function writeSetting(id: (typeof settings)[keyof typeof settings], value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const { workspaceFolderValue, workspaceValue } = configuration.inspect(id) ?? {};
  const inWorkspace = workspaceFolderValue !== undefined || workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(id, value, target);
}
