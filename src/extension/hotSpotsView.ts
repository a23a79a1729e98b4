import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { LineTime } from '../core/analysis/lineTimes.ts';
import { at } from '../core/model/at.ts';
import { formatCount } from '../core/text/formatCount.ts';
import { formatPlace } from '../core/text/formatPlace.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { formatWeight } from '../core/text/formatWeight.ts';
import { bandedShare, widestBand } from './bandedShare.ts';
import { changeText, functionChangeText } from './changeText.ts';
import { colors, linkCommands, views } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import { heatStep } from './heatStep.ts';
import type { OpenSession } from './openSession.ts';
import { readSettings, type Metric } from './readSettings.ts';

/** A list to look through, not to search: colder functions are found in the panel. */
const functionLimit = 100;

/** Bands wider than this, ± points, make neighbours in the list change places from run to run. */
const mostDoubt = 7;

/** Below this share it is not worth the room. */
const smallestApart = 0.01;

type HotSpot = { readonly function: number } | { readonly time: LineTime };

/** The hottest functions of the current session, and in them their hottest lines. */
export class HotSpotsView implements vscode.TreeDataProvider<HotSpot> {
  readonly onDidChangeTreeData: vscode.Event<void>;
  private readonly current: CurrentSession;
  private readonly view: vscode.TreeView<HotSpot>;

  constructor(current: CurrentSession, heat: Heat) {
    this.current = current;
    this.onDidChangeTreeData = heat.onDidChange;
    this.view = vscode.window.createTreeView(views.hotSpots, { treeDataProvider: this, showCollapseAll: true });
    heat.onDidChange(() => {
      this.describe();
    });
    this.describe();
  }

  getChildren(parent?: HotSpot): HotSpot[] {
    const session = this.current.value;
    if (session === undefined || (parent !== undefined && 'time' in parent)) return [];
    const { metric } = readSettings();
    return parent === undefined
      ? hottestFunctions(session, metric).map((fn) => ({ function: fn }))
      : linesOf(session, parent.function, metric).map((time) => ({ time }));
  }

  getTreeItem(spot: HotSpot): vscode.TreeItem {
    const session = this.current.value;
    if (session === undefined) return new vscode.TreeItem('');
    return 'time' in spot ? lineItem(session, spot.time) : functionItem(session, spot.function);
  }

  dispose(): void {
    this.view.dispose();
  }

  private describe(): void {
    const session = this.current.value;
    this.view.message = session === undefined ? '' : doubtOf(session);
    this.view.description =
      session === undefined ? '' : [session.name, readSettings().metric, ...apartOf(session)].join(' · ');
  }
}

/** What one is to know before one reads shares of few samples; empty when they are enough, and while they become more. */
function doubtOf({ times, effectiveSamples, live }: OpenSession): string {
  if (live || effectiveSamples === undefined) return '';
  const points = widestBand(effectiveSamples);
  const samples = `${formatCount(times.samples)} ${Math.round(times.samples) === 1 ? 'sample' : 'samples'}`;
  return points < mostDoubt ? '' : `Only ${samples}: shares are up to ±${points.toFixed(0)} points off.`;
}

/** What has no line to stand on: `GC 12 %`. Idle time is no part of the shares, so its own is of all time. */
function apartOf({ apart, times }: OpenSession): string[] {
  const shares = [
    ['GC', apart.gc / times.sum],
    ['program', apart.program / times.sum],
    ['idle', apart.idle / (times.sum + apart.idle)],
  ] as const;
  return shares.filter(([, share]) => share >= smallestApart).map(([name, share]) => `${name} ${formatShare(share)}`);
}

function hottestFunctions({ times }: OpenSession, metric: Metric): number[] {
  const values = times[metric];
  return Array.from(values.keys())
    .filter((fn) => at(values, fn) > 0)
    .sort((a, b) => at(values, b) - at(values, a))
    .slice(0, functionLimit);
}

function linesOf(session: OpenSession, fn: number, metric: Metric): LineTime[] {
  const lines = session.lines.get(at(session.profile.functions.file, fn)) ?? [];
  return lines.filter((time) => time.function === fn && time[metric] > 0).sort((a, b) => b[metric] - a[metric]);
}

function functionItem(session: OpenSession, fn: number): vscode.TreeItem {
  const { name, file, line } = session.profile.functions;
  const { metric } = readSettings();
  const value = at(session.times[metric], fn);
  const hasLines = linesOf(session, fn, metric).length > 0;
  const item = new vscode.TreeItem(
    at(name, fn),
    hasLines ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const path = at(file, fn);
  const place = path === '' ? '' : ` ${formatPlace(basename(path), at(line, fn))}`;
  item.id = `function ${fn}`;
  item.description = `${weightText(session, value)}${arrow(functionChangeText(session, fn, metric))}${place}`;
  item.tooltip = `${at(name, fn)}\n${tooltipOf(session, value)}\n${path === '' ? 'no source file' : formatPlace(path, at(line, fn))}`;
  item.iconPath = stepIcon(value, hottestOf(session.times[metric]));
  // A click must not report an error where there is nothing to open.
  if (session.files.canOpen(path)) {
    item.command = { command: linkCommands.goToFunction, title: 'Go to Function', arguments: [fn] };
  }
  return item;
}

function lineItem(session: OpenSession, time: LineTime): vscode.TreeItem {
  const { metric } = readSettings();
  const item = new vscode.TreeItem(`Line ${time.line}`);
  const estimate = metric === 'total' && time.estimated ? '~ ' : '';
  item.id = `line ${time.file}:${time.line}`;
  const change = session.comparison?.lines[metric].get(time.file)?.find(({ line }) => line === time.line);
  item.description = `${estimate}${weightText(session, time[metric])}${arrow(changeText(change))}`;
  item.tooltip = `${estimate}${tooltipOf(session, time[metric])}\n${time.file}:${time.line}`;
  item.iconPath = stepIcon(time[metric], session.hottest[metric]);
  if (session.files.canOpen(time.file)) {
    item.command = { command: linkCommands.goToLine, title: 'Go to Line', arguments: [time.file, time.line] };
  }
  return item;
}

function weightText({ profile, times }: OpenSession, value: number): string {
  return `${formatShare(value / times.sum)} · ${formatWeight(value, profile.unit)}`;
}

function arrow(change: string): string {
  return change === '' ? '' : ` ${change}`;
}

function tooltipOf(session: OpenSession, value: number): string {
  return `${bandedShare(value, session)} · ${formatWeight(value, session.profile.unit)}`;
}

function hottestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** A line's is the colour that it has in the editor. */
function stepIcon(value: number, hottest: number): vscode.ThemeIcon {
  return new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(at(colors.mark, heatStep(value, hottest))));
}
