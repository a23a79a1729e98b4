import * as vscode from 'vscode';
import { groupBy } from '../core/model/groupBy.ts';
import { bytesPerRound, leakLines, leakMessage, type LeakLine } from '../core/queries/heap/leakLines.ts';
import type { LeakReport } from '../core/queries/heap/leakReport.ts';
import { formatBytes } from '../core/text/formatBytes.ts';
import { formatCount } from '../core/text/formatCount.ts';
import { colors } from './contributions.ts';
import { TrackedLines } from './trackedLines.ts';

const roles = { allocates: 'allocated here, in', holds: 'held here, by' } as const;

/** ms without an edit. */
const pause = 150;

/**
 * The lines of the last verdict on leaks, as problems and with what each round adds, until its panel is closed. They move with
 * edits; a line whose own text changes is judged no more.
 */
export class LeakProblems {
  private readonly problems = vscode.languages.createDiagnosticCollection('heatline-leaks');
  private readonly numbers = vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    after: { margin: '0 0 0 3em', color: new vscode.ThemeColor(colors.number) },
  });
  private report: LeakReport | undefined;
  private shown: ReadonlyMap<string, readonly LeakLine[]> = new Map();
  /** What the files of the verdict had in them when it came. */
  private readonly texts = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private readonly disposables: readonly { dispose(): unknown }[] = [
    this.problems,
    this.numbers,
    vscode.window.onDidChangeVisibleTextEditors(() => {
      this.place();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!this.shown.has(document.uri.fsPath)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.place();
      }, pause);
    }),
  ];

  /** Shows the lines whose files are there. */
  async show(report: LeakReport): Promise<void> {
    this.clear(this.report);
    this.report = report;
    const shown = groupBy(leakLines(report), ({ place }) => place.file);
    this.shown = shown;
    for (const file of shown.keys()) {
      const opened = vscode.workspace.openTextDocument(vscode.Uri.file(file));
      const document = await Promise.resolve(opened).catch(() => undefined);
      if (this.shown !== shown) return;
      if (document !== undefined) this.texts.set(file, document.getText());
    }
    this.place();
  }

  /** Unless another verdict is shown by now. */
  clear(report: LeakReport | undefined): void {
    if (this.report !== report) return;
    this.report = undefined;
    this.problems.clear();
    this.shown = new Map();
    this.texts.clear();
    this.place();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Puts problems and marks where their lines are now. */
  private place(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (!this.texts.has(document.uri.fsPath)) continue;
      const lines = this.linesIn(document);
      this.problems.set(
        document.uri,
        lines.map((line) => diagnosticOf(document, line, lines)),
      );
    }
    for (const editor of vscode.window.visibleTextEditors) {
      const byLine = [...groupBy(this.linesIn(editor.document), ({ place }) => place.line).values()];
      editor.setDecorations(
        this.numbers,
        byLine.map((group) => decorationOf(editor.document, group)),
      );
    }
  }

  private linesIn(document: vscode.TextDocument): readonly LeakLine[] {
    const file = document.uri.fsPath;
    const text = this.texts.get(file);
    if (text === undefined) return [];
    const tracked = new TrackedLines(text, document.getText());
    return (this.shown.get(file) ?? []).flatMap((line) => {
      const now = tracked.find(line.place.line);
      return now === undefined || now.stale ? [] : [{ ...line, place: { ...line.place, line: now.line + 1 } }];
    });
  }
}

/** @param lines all of the document, as they stand there now. */
function diagnosticOf(document: vscode.TextDocument, line: LeakLine, lines: readonly LeakLine[]): vscode.Diagnostic {
  const range = codeOf(document, line.place.line);
  const diagnostic = new vscode.Diagnostic(range, leakMessage(line), vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'Heatline';
  diagnostic.code = 'leak';
  const others = leakLines({ leaks: [line.suspect] })
    .filter(({ role }) => role !== line.role)
    .map((other) => lines.find(({ suspect, role }) => suspect === line.suspect && role === other.role) ?? other);
  diagnostic.relatedInformation = others.map(({ place, role, name }) => {
    const at = new vscode.Position(Math.max(0, place.line - 1), 0);
    const location = new vscode.Location(vscode.Uri.file(place.file), at);
    return new vscode.DiagnosticRelatedInformation(location, `${roles[role]} ${name || 'this function'}`);
  });
  return diagnostic;
}

/** What is on a line grows by the sum of it. An object that is allocated and held on one line counts once. */
function decorationOf(document: vscode.TextDocument, lines: readonly LeakLine[]): vscode.DecorationOptions {
  const suspects = new Set(lines.map(({ suspect }) => suspect));
  const sum = [...suspects].reduce((total, suspect) => total + bytesPerRound(suspect), 0);
  const { end } = codeOf(document, lines[0]?.place.line ?? 1);
  const contentText = `leaks ${formatBytes(sum)} a round`;
  // The problems of the line, which stand in the same hover, say the rest.
  const hoverMessage = [...suspects].map(({ class: kind, bytes, survivors }) => {
    const text = new vscode.MarkdownString();
    text.appendText(`${kind}: ${bytes.map(formatBytes).join(' → ')}`);
    text.appendText(`\nKept: ${survivors.map(formatCount).join(', ')} of what each round made`);
    return text;
  });
  return { range: new vscode.Range(end, end), hoverMessage, renderOptions: { after: { contentText } } };
}

/** The text of a 1-based line without its indentation. */
function codeOf(document: vscode.TextDocument, line: number): vscode.Range {
  const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(
    Math.min(Math.max(0, line - 1), document.lineCount - 1),
  );
  return new vscode.Range(range.start.with({ character: firstNonWhitespaceCharacterIndex }), range.end);
}
