import * as vscode from 'vscode';
import { at } from '../core/model/at.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { formatWeight } from '../core/text/formatWeight.ts';
import { functionChangeText } from './changeText.ts';
import { linkCommands } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import type { OpenSession } from './openSession.ts';
import { readSettings } from './readSettings.ts';

/** `1.24 s (42 %) · self 0.8 s · ▲ 8 %` above each function that costs something, when the setting asks for it. */
export function functionCodeLens(current: CurrentSession, heat: Heat): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { scheme: 'file' },
    {
      onDidChangeCodeLenses: heat.onDidChange,
      provideCodeLenses(document) {
        const session = current.value;
        const file = heat.fileOf(document);
        const { codeLens, threshold } = readSettings();
        if (!codeLens || !heat.isShown || session === undefined || file === undefined) return [];
        return hotFunctions(session, file, threshold).flatMap((fn) => {
          const range = rangeOf(session, fn, document, heat);
          const shown = session.hasMachineCode ? [lensOf(session, fn), machineCodeLens] : [lensOf(session, fn)];
          return shown.map((lens) => new vscode.CodeLens(range, { ...lens, arguments: [fn] }));
        });
      },
    },
  );
}

/** Of several functions that begin on one line, as callbacks do, the costliest. */
function hotFunctions({ profile, times, functions }: OpenSession, file: string, threshold: number): number[] {
  const byLine = new Map<number, number>();
  for (const fn of functions.get(file) ?? []) {
    const line = at(profile.functions.line, fn);
    const rival = byLine.get(line);
    const total = at(times.total, fn);
    if (total === 0 || total < threshold * times.sum) continue;
    if (rival === undefined || at(times.total, rival) < total) byLine.set(line, fn);
  }
  return [...byLine.values()];
}

function lensOf(session: OpenSession, fn: number): vscode.Command {
  const { profile, times } = session;
  const total = at(times.total, fn);
  const self = formatWeight(at(times.self, fn), profile.unit);
  const cost = `${formatWeight(total, profile.unit)} (${formatShare(total / times.sum)})`;
  const change = functionChangeText(session, fn, 'total');
  return {
    title: `$(flame) ${[cost, `self ${self}`, ...(change === '' ? [] : [change])].join(' · ')}`,
    tooltip: 'Open in Flame Graph',
    command: linkCommands.showInPanel,
  };
}

const machineCodeLens: vscode.Command = {
  title: 'machine code',
  tooltip: 'Show the instructions of this function and what each cost',
  command: linkCommands.machineCodeOf,
};

function rangeOf({ profile }: OpenSession, fn: number, document: vscode.TextDocument, heat: Heat): vscode.Range {
  const line = Math.min(heat.lineNow(document, at(profile.functions.line, fn)), document.lineCount - 1);
  return new vscode.Range(line, 0, line, 0);
}
