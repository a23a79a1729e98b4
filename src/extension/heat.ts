import * as vscode from 'vscode';
import type { LineTime } from '../core/analysis/lineTimes.ts';
import { commands, contextKeys, settings } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { HeatDecorations, type ShownMark } from './heatDecorations.ts';
import { heatMarks } from './heatMarks.ts';
import { readSettings, writeSetting } from './readSettings.ts';
import { registerCommand } from './registerCommand.ts';
import { TrackedLines } from './trackedLines.ts';

/** ms without an edit until lines are followed anew. */
const pause = 80;

interface Tracked {
  readonly version: number;
  readonly profiled: string;
  readonly lines: TrackedLines;
}

/** The current session's heat on the lines of all visible editors, through edits and as more editors become visible. */
export class Heat {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Lines show other heat than before, or none. */
  readonly onDidChange = this.changed.event;
  private readonly edited = new vscode.EventEmitter<vscode.TextDocument>();
  /** The lines of an edited document were followed. */
  readonly onDidFollow = this.edited.event;
  private readonly decorations: HeatDecorations;
  private readonly disposables: readonly { dispose(): unknown }[];
  /** Of files whose text at the time of the run is not known: as they were when the session first showed them. */
  private readonly firstTexts = new Map<string, string>();
  private readonly tracked = new WeakMap<vscode.TextDocument, Tracked>();
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private trackedPath: string | undefined;
  private shown = true;
  private readonly current: CurrentSession;

  constructor(extensionUri: vscode.Uri, current: CurrentSession, log: vscode.LogOutputChannel) {
    this.current = current;
    this.decorations = new HeatDecorations(extensionUri);
    this.disposables = [
      this.changed,
      this.edited,
      this.decorations,
      current.onDidChange(() => {
        const path = current.value?.path;
        // Of a session that was only renamed or that grows, what is known of its lines is kept.
        if (path !== this.trackedPath) this.firstTexts.clear();
        this.setShown(this.shown || path !== this.trackedPath);
        this.trackedPath = path;
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.decorate();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.decorateSoon(document);
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
    const tracked = this.track(document, file);
    return heatMarks(session, file, readSettings()).flatMap((mark) => {
      const now = tracked.find(mark.line);
      return now === undefined ? [] : [{ ...mark, ...now }];
    });
  }

  /** The profiled line that is now at a position's line, hot or not. */
  timeAt(document: vscode.TextDocument, line: number): LineTime | undefined {
    const session = this.current.value;
    const file = this.fileOf(document);
    if (!this.shown || session === undefined || file === undefined) return undefined;
    const original = this.track(document, file).originalOf(line);
    return session.lines.get(file)?.find((time) => time.line === original);
  }

  /** Where a line of the profiled file is now in a document that may have been edited since. */
  lineNow(document: vscode.TextDocument, original: number): number {
    const file = this.fileOf(document);
    if (file === undefined) return original - 1;
    return this.track(document, file).find(original)?.line ?? original - 1;
  }

  /** The line of the profiled file, from 1, that is now at a line of a document, from 0. */
  lineProfiled(document: vscode.TextDocument, line: number): number {
    const file = this.fileOf(document);
    return (file === undefined ? undefined : this.track(document, file).originalOf(line)) ?? line + 1;
  }

  /** How many lines of a profiled document are not those that were profiled; undefined when it was not profiled. */
  differingLines(document: vscode.TextDocument): number | undefined {
    const file = this.fileOf(document);
    return this.shown && file !== undefined ? this.track(document, file).differing : undefined;
  }

  /** The text of a document as it was profiled, or as it was when the profile was opened. */
  profiledText(document: vscode.TextDocument): string | undefined {
    const file = this.fileOf(document);
    return file === undefined ? undefined : this.profiledTextOf(document, file);
  }

  /** The name that the current profile has for a document's file. */
  fileOf(document: vscode.TextDocument): string | undefined {
    return document.uri.scheme === 'file' ? this.current.value?.files.nameOf(document.uri.fsPath) : undefined;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
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

  /** VS Code itself moves what is drawn while somebody types; when they pause, it is put right. */
  private decorateSoon(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    const timer = setTimeout(() => {
      this.timers.delete(document);
      if (document.isClosed) return;
      this.decorate(document);
      this.edited.fire(document);
    }, pause);
    this.timers.set(document, timer);
  }

  private track(document: vscode.TextDocument, file: string): TrackedLines {
    const known = this.tracked.get(document);
    const profiled = this.profiledTextOf(document, file);
    if (known?.version === document.version && known.profiled === profiled) return known.lines;
    const lines = new TrackedLines(profiled, document.getText());
    this.tracked.set(document, { version: document.version, profiled, lines });
    return lines;
  }

  private profiledTextOf(document: vscode.TextDocument, file: string): string {
    const known = this.current.value?.texts.get(file) ?? this.firstTexts.get(file);
    if (known !== undefined) return known;
    const text = document.getText();
    this.firstTexts.set(file, text);
    return text;
  }
}
