import * as vscode from 'vscode';
import type { LineTime } from '../core/analysis/lineTimes.ts';
import { commands, contextKeys, settings } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { HeatDecorations, type ShownMark } from './heatDecorations.ts';
import { heatMarks } from './heatMarks.ts';
import { readSettings, writeSetting } from './readSettings.ts';
import { registerCommand } from './registerCommand.ts';
import { TrackedLines } from './trackedLines.ts';

/** The current session's heat on the lines of all visible editors, through edits and as more editors become visible. */
export class Heat {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Lines show other heat than before, or none. */
  readonly onDidChange = this.changed.event;
  private readonly decorations: HeatDecorations;
  private readonly disposables: readonly { dispose(): unknown }[];
  /** Kept for the whole session, so that heat is where it was when a file is closed and opened again. */
  private readonly tracked = new Map<string, TrackedLines>();
  private trackedPath: string | undefined;
  private shown = true;
  private readonly current: CurrentSession;

  constructor(extensionUri: vscode.Uri, current: CurrentSession, log: vscode.LogOutputChannel) {
    this.current = current;
    this.decorations = new HeatDecorations(extensionUri);
    this.disposables = [
      this.changed,
      this.decorations,
      current.onDidChange(() => {
        const path = current.value?.path;
        // Of a session that was only renamed or that grows, what is known of its lines is kept.
        if (path !== this.trackedPath) this.tracked.clear();
        this.setShown(this.shown || path !== this.trackedPath);
        this.trackedPath = path;
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.decorate();
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.followEdit(event);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('heatline')) this.refresh();
      }),
      registerCommand(commands.toggleHeat, log, () => {
        this.setShown(!this.shown);
      }),
      registerCommand(commands.clearHeat, log, () => current.set(undefined)),
      registerCommand(commands.showSelf, log, () => writeSetting(settings.metric, 'self')),
      registerCommand(commands.showTotal, log, () => writeSetting(settings.metric, 'total')),
      registerCommand(commands.showPercent, log, () => writeSetting(settings.unit, 'percent')),
      registerCommand(commands.showTime, log, () => writeSetting(settings.unit, 'time')),
      registerCommand(commands.showPercentAndTime, log, () => writeSetting(settings.unit, 'both')),
    ];
  }

  get isShown(): boolean {
    return this.shown;
  }

  /** What a document shows, hottest first; empty while heat is switched off. */
  marksOf(document: vscode.TextDocument): ShownMark[] {
    const session = this.current.value;
    const file = this.fileOf(document);
    if (!this.shown || session === undefined || file === undefined) return [];
    const tracked = this.track(document);
    return heatMarks(session, file, readSettings()).flatMap((mark) => {
      const now = tracked.find(mark.line, textOf(document));
      return now === undefined ? [] : [{ ...mark, ...now }];
    });
  }

  /** The profiled line that is now at a position's line, hot or not. */
  timeAt(document: vscode.TextDocument, line: number): LineTime | undefined {
    const session = this.current.value;
    const file = this.fileOf(document);
    if (!this.shown || session === undefined || file === undefined) return undefined;
    const original = this.track(document).originalOf(line);
    return session.lines.get(file)?.find((time) => time.line === original);
  }

  /** Where a line of the profiled file is now in a document that may have been edited since. */
  lineNow(document: vscode.TextDocument, original: number): number {
    const file = this.fileOf(document);
    if (file === undefined) return original - 1;
    return this.track(document).find(original, textOf(document))?.line ?? original - 1;
  }

  /** The name that the current profile has for a document's file. */
  fileOf(document: vscode.TextDocument): string | undefined {
    return document.uri.scheme === 'file' ? this.current.value?.files.nameOf(document.uri.fsPath) : undefined;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private setShown(shown: boolean): void {
    this.shown = shown;
    const visible = shown && this.current.value !== undefined;
    void vscode.commands.executeCommand('setContext', contextKeys.heat, visible);
    this.refresh();
  }

  private refresh(): void {
    this.decorate();
    this.changed.fire();
  }

  private decorate(only?: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (only === undefined || editor.document === only) this.decorations.show(editor, this.marksOf(editor.document));
    }
  }

  private followEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const tracked = this.tracked.get(document.uri.toString());
    if (tracked === undefined || contentChanges.length === 0) return;
    for (const { range, rangeLength, text } of contentChanges) {
      const before = textOf(document)(range.start.line)?.slice(0, range.start.character) ?? '';
      tracked.follow({
        startLine: range.start.line,
        endLine: range.end.line,
        endCharacter: range.end.character,
        inserts: rangeLength === 0,
        atLineStart: before.trim() === '',
        text,
      });
    }
    this.decorate(document);
  }

  private track(document: vscode.TextDocument): TrackedLines {
    const key = document.uri.toString();
    let tracked = this.tracked.get(key);
    if (tracked === undefined) {
      tracked = new TrackedLines(allLines(document), textOf(document));
      this.tracked.set(key, tracked);
    }
    return tracked;
  }
}

/** Not only those that are hot now: a session that grows heats others. */
function allLines({ lineCount }: vscode.TextDocument): number[] {
  return Array.from({ length: lineCount }, (_, line) => line + 1);
}

function textOf(document: vscode.TextDocument): (line: number) => string | undefined {
  return (line) => (line >= 0 && line < document.lineCount ? document.lineAt(line).text : undefined);
}
