import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Unit } from '../core/model/profile.ts';
import type { SessionInfo } from '../store/sessionInfo.ts';
import type { SessionStore } from '../store/sessionStore.ts';
import { commands } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { describeRun } from './describeRun.ts';
import { isSelection, isSession } from './sessionCommands.ts';
import type { Baseline, OpenSession } from './openSession.ts';
import { readPathMapping } from './pathMapping.ts';
import { registerCommand } from './registerCommand.ts';
import type { SessionLibrary } from './sessionLibrary.ts';

/** Where what is compared outlives a reload of the window. */
const memory = 'comparison';

export interface ComparisonHost {
  readonly state: vscode.Memento;
  readonly store: SessionStore;
  readonly current: CurrentSession;
  readonly library: SessionLibrary;
  readonly log: vscode.LogOutputChannel;
}

/** Until the user clears it, a baseline is what all later runs of a program are compared with. */
interface Remembered {
  readonly baseline: Baseline;
  /** Of the session that was compared with it. */
  readonly path: string;
  readonly target: string | undefined;
  readonly unit: Unit;
}

/** Compares the current session with an earlier one: arrows on lines and hot spots, and more in the hovers. */
export function comparisonCommands({ state, store, current, library, log }: ComparisonHost): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('heatline.comparison', vscode.StatusBarAlignment.Right, 102);
  item.name = 'Heatline: Comparison';
  item.command = commands.compareSession;
  const baselineOf = (info: SessionInfo): Baseline => ({
    name: info.name,
    path: store.profilePath(info),
    texts: store.textsPath(info),
  });
  /** Of several that are asked for, the last one counts. */
  let latest = 0;
  const compareWith = async (session: OpenSession, baseline: Baseline): Promise<void> => {
    const turn = ++latest;
    const { path, texts } = baseline;
    const changes = await session.thread.ask('compareLines', { path, texts, mapping: readPathMapping() });
    // Another session may have been opened meanwhile.
    if (turn !== latest || current.value?.path !== session.path) return;
    const { target, profile } = session;
    const remembered: Remembered = { baseline, path: session.path, target, unit: profile.unit };
    await state.update(memory, remembered);
    await current.set({ ...current.value, comparison: { ...baseline, ...changes } });
  };
  const forget = async (): Promise<void> => {
    latest++;
    await state.update(memory, undefined);
  };
  /** Compares the same session after a reload of the window, or the next run of the same program. */
  const compareAgain = async (session: OpenSession): Promise<void> => {
    const remembered = state.get<Remembered>(memory);
    if (remembered === undefined || !isCompared(session, remembered)) return;
    try {
      await compareWith(session, remembered.baseline);
    } catch (error) {
      log.info(`${session.name} is not compared with ${remembered.baseline.name} any more: ${String(error)}`);
      await forget();
    }
  };
  return vscode.Disposable.from(
    item,
    current.onDidChange(() => {
      const { comparison, name } = current.value ?? {};
      if (comparison === undefined) {
        item.hide();
        if (current.value !== undefined) void compareAgain(current.value);
        return;
      }
      item.text = `$(git-compare) vs. ${comparison.name}`;
      item.tooltip = `${name ?? ''} is compared with ${comparison.name}: ▲ and ▼ are changes of the share that are more than chance. Click to compare with another session.`;
      item.show();
    }),
    registerCommand(commands.compareSession, log, async (clicked, selected) => {
      const chosen = isSelection(selected) ? selected : isSession(clicked) ? [clicked] : [];
      const [later, earlier] = [...chosen].sort((a, b) => b.recordedAt - a.recordedAt);
      if (later !== undefined && earlier !== undefined) {
        await compareWith(await library.open(store.profilePath(later)), baselineOf(earlier));
        return;
      }
      const session = current.value ?? (later && (await library.open(store.profilePath(later))));
      if (session === undefined) throw new HeatlineError('No session is open.', 'Profile a program first.');
      const isOther = later !== undefined && store.profilePath(later) !== session.path;
      const baseline = isOther ? baselineOf(later) : await pickBaseline(session, await store.list(), baselineOf);
      if (baseline !== undefined) await compareWith(session, baseline);
    }),
    registerCommand(commands.clearComparison, log, async () => {
      await forget();
      if (current.value !== undefined) await current.set({ ...current.value, comparison: undefined });
    }),
  );
}

function isCompared(session: OpenSession, { baseline, path, target, unit }: Remembered): boolean {
  if (session.live || session.path === baseline.path || session.profile.unit !== unit) return false;
  return session.path === path || (target !== undefined && session.target === target);
}

async function pickBaseline(
  session: OpenSession,
  infos: readonly SessionInfo[],
  baselineOf: (info: SessionInfo) => Baseline,
): Promise<Baseline | undefined> {
  const others = infos
    .map((info) => ({ info, baseline: baselineOf(info) }))
    .filter(({ info, baseline }) => baseline.path !== session.path && info.unit === session.profile.unit);
  const file = { label: '$(folder-opened) Profile from a file…', baseline: undefined };
  const items = others.map(({ info, baseline }) => ({
    label: info.name,
    description: `${describeRun(info)} · ${new Date(info.recordedAt).toLocaleString()}`,
    baseline,
  }));
  const placeHolder = `Compare ${session.name} with`;
  const picked = await vscode.window.showQuickPick([...items, file], { placeHolder, matchOnDescription: true });
  if (picked === undefined || picked.baseline !== undefined) return picked?.baseline;
  const [uri] = (await vscode.window.showOpenDialog({ title: placeHolder })) ?? [];
  return uri && { name: basename(uri.fsPath), path: uri.fsPath, texts: undefined };
}
