import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Finding } from '../core/analysis/insights/finding.ts';
import { at } from '../core/model/at.ts';
import type { ProfileHead } from '../core/queries/summary.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import { hasV8Memory, hoverCommands, hoverText, type SourceChanges } from './hoverText.ts';
import type { OpenSession } from './openSession.ts';
import { readSettings } from './readSettings.ts';
import { memoryOfLine } from './runMemory.ts';
import { symbolName } from './symbolName.ts';

/** Explains a hot line wherever on it the mouse rests. */
export function hotLineHover(current: CurrentSession, heat: Heat): vscode.Disposable {
  // The same for every line, so asked for once.
  const found = new WeakMap<ProfileHead, Promise<readonly Finding[]>>();
  const findingsOf = ({ profile, thread }: OpenSession): Promise<readonly Finding[]> => {
    const known = found.get(profile) ?? thread.ask('findings', undefined);
    found.set(profile, known);
    return known;
  };
  return vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    {
      async provideHover(document, position) {
        const session = current.value;
        const mark = heat.marksOf(document).find(({ line }) => line === position.line);
        const time = heat.timeAt(document, position.line);
        if (session === undefined || mark === undefined) return undefined;
        if (time === undefined) {
          const memory = memoryOfLine(session, heat.fileOf(document), heat.lineProfiled(document, position.line));
          if (memory === undefined) return undefined;
          const text = new vscode.MarkdownString(
            `$(database) Memory of the function that begins here: ${memory}`,
            true,
          );
          return new vscode.Hover(text, document.lineAt(position.line).range);
        }
        const { metric, inlined: lines } = readSettings();
        const { line, column } = session.profile.functions;
        const start = new vscode.Position(
          Math.max(0, heat.lineNow(document, at(line, time.function))),
          Math.max(0, at(column, time.function) - 1),
        );
        const [displayName, saved, around, reasons, sites, findings] = await Promise.all([
          symbolName(document, start),
          session.texts.has(time.file) ? ('before' as const) : whenSaved(document, session),
          session.thread.ask('neighbours', time.function),
          session.thread.ask('reasons', time.function),
          hasV8Memory(session, time.function) ? session.thread.ask('allocationSites', time.function) : [],
          findingsOf(session),
        ]);
        const changes = { line: mark.stale, lines: heat.differingLines(document) ?? 0, saved };
        const text = new vscode.MarkdownString(
          hoverText({ session, time, metric, lines, displayName, changes, around, reasons, sites, findings }),
          true,
        );
        text.isTrusted = { enabledCommands: hoverCommands };
        return new vscode.Hover(text, document.lineAt(position.line).range);
      },
    },
  );
}

async function whenSaved(
  { uri }: vscode.TextDocument,
  { startedAt = Infinity, recordedAt }: OpenSession,
): Promise<SourceChanges['saved']> {
  try {
    const { mtimeMs } = await stat(uri.fsPath);
    if (mtimeMs > recordedAt) return 'since';
    return mtimeMs > startedAt ? 'during' : 'before';
  } catch {
    return 'before'; // deleted: nothing to say about it here
  }
}
