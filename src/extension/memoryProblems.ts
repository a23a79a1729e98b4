import * as vscode from 'vscode';
import { groupBy } from '../core/model/groupBy.ts';
import type { MemoryErrorKind } from '../core/model/memoryError.ts';
import { roleTitles } from '../core/queries/memoryErrorLines.ts';
import { placeOf, type ErrorFrame, type ErrorReport } from '../core/queries/memoryErrors.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import type { OpenSession } from './openSession.ts';
import { showError } from './showError.ts';

/** More, nobody reads; a broken program reports one error in a thousand ways. */
const mostProblems = 500;
/** Of a stack, with a line that can be shown. */
const mostFrames = 6;

interface Placed extends ErrorReport {
  readonly place: ErrorFrame;
}

/** What a checker of memory found in the current session, in VS Code's Problems view and under the lines. */
export class MemoryProblems {
  private readonly problems = vscode.languages.createDiagnosticCollection('heatline-memory');
  private readonly disposables: readonly { dispose(): unknown }[];
  private readonly heat: Heat;
  private session: OpenSession | undefined;
  /** What is shown, by file. */
  private shown: ReadonlyMap<string, readonly Placed[]> = new Map();

  constructor(current: CurrentSession, heat: Heat, log: vscode.LogOutputChannel) {
    this.heat = heat;
    this.disposables = [
      this.problems,
      current.onDidChange(() => {
        this.refresh(current.value).catch((error: unknown) => showError(error, log));
      }),
      heat.onDidFollow((document) => {
        const errors = this.shown.get(heat.fileOf(document) ?? '');
        if (errors !== undefined && this.session !== undefined) this.show(document, errors, this.session);
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async refresh(session: OpenSession | undefined): Promise<void> {
    this.session = session;
    this.problems.clear();
    this.shown = new Map();
    if (session === undefined) return;
    const placed = (session.profile.memoryErrors ?? []).slice(0, mostProblems).flatMap((error) => {
      const frames = error.stacks.flatMap((stack) => stack.frames);
      const place = placeOf(frames.filter(({ file }) => session.files.canOpen(file)));
      return place === undefined ? [] : [{ ...error, place }];
    });
    const shown = groupBy(placed, ({ place }) => place.file);
    this.shown = shown;
    for (const [file, errors] of shown) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
      if (this.session !== session) return;
      this.show(document, errors, session);
    }
  }

  private show(document: vscode.TextDocument, errors: readonly Placed[], session: OpenSession): void {
    const diagnostics = errors.map(({ kind, message, place, stacks }) => {
      const line = Math.min(this.heat.lineNow(document, place.line), document.lineCount - 1);
      const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(Math.max(0, line));
      const code = new vscode.Range(range.start.with({ character: firstNonWhitespaceCharacterIndex }), range.end);
      const diagnostic = new vscode.Diagnostic(code, message, severityOf(kind));
      diagnostic.source = 'Heatline';
      diagnostic.code = kind;
      diagnostic.relatedInformation = stacks.flatMap(({ role, frames }) => {
        const known = frames.filter(({ file, line: number }) => number > 0 && session.files.canOpen(file));
        return known.slice(0, mostFrames).map(({ name, file, line: number }, index) => {
          const at = new vscode.Location(vscode.Uri.file(file), new vscode.Position(number - 1, 0));
          const what = index === 0 ? `${roleTitles[role]} here, in ${name}` : `called from ${name}`;
          return new vscode.DiagnosticRelatedInformation(at, what);
        });
      });
      return diagnostic;
    });
    this.problems.set(document.uri, diagnostics);
  }
}

function severityOf(kind: MemoryErrorKind): vscode.DiagnosticSeverity {
  const { Error, Warning, Information } = vscode.DiagnosticSeverity;
  if (kind === 'leak') return Warning;
  return kind === 'possible-leak' || kind === 'reachable' ? Information : Error;
}
