import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { at } from '../core/model/at.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import { hoverCommands, hoverText } from './hoverText.ts';
import { readSettings } from './readSettings.ts';
import { symbolName } from './symbolName.ts';

/** Explains a hot line wherever on it the mouse rests. */
export function hotLineHover(current: CurrentSession, heat: Heat): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    {
      async provideHover(document, position) {
        const session = current.value;
        const mark = heat.marksOf(document).find(({ line }) => line === position.line);
        const time = heat.timeAt(document, position.line);
        if (session === undefined || mark === undefined || time === undefined) return undefined;
        const { metric } = readSettings();
        const { line, column } = session.profile.functions;
        const start = new vscode.Position(
          Math.max(0, heat.lineNow(document, at(line, time.function))),
          Math.max(0, at(column, time.function) - 1),
        );
        const [displayName, isSavedSince, around, reasons] = await Promise.all([
          symbolName(document, start),
          session.texts.has(time.file) ? false : savedSince(document, session.recordedAt),
          session.thread.ask('neighbours', time.function),
          session.thread.ask('reasons', time.function),
        ]);
        const changes = { line: mark.stale, lines: heat.differingLines(document) ?? 0, isSavedSince };
        const text = new vscode.MarkdownString(
          hoverText({ session, time, metric, displayName, changes, around, reasons }),
          true,
        );
        text.isTrusted = { enabledCommands: hoverCommands };
        return new vscode.Hover(text, document.lineAt(position.line).range);
      },
    },
  );
}

async function savedSince(document: vscode.TextDocument, time: number): Promise<boolean> {
  try {
    return (await stat(document.uri.fsPath)).mtimeMs > time;
  } catch {
    return false; // deleted: nothing to say about it here
  }
}
