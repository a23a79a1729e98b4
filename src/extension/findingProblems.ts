import * as vscode from 'vscode';
import type { Finding, FindingPlace } from '../core/analysis/insights/finding.ts';
import { groupBy } from '../core/model/groupBy.ts';
import { commands } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import type { OpenSession } from './openSession.ts';
import { registerCommand } from './registerCommand.ts';
import { showError } from './showError.ts';

interface Placed extends Finding {
  readonly place: FindingPlace;
}

/**
 * What is worth changing in the current session, in VS Code's Problems view and under the lines. A command switches it on,
 * for the sessions that follow too, and off.
 */
export class FindingProblems {
  private readonly problems = vscode.languages.createDiagnosticCollection('heatline');
  private readonly disposables: readonly { dispose(): unknown }[];
  private readonly current: CurrentSession;
  private readonly heat: Heat;
  /** What is shown, by file. */
  private shown: ReadonlyMap<string, readonly Placed[]> = new Map();
  private session: OpenSession | undefined;
  private isOn = false;

  constructor(current: CurrentSession, heat: Heat, log: vscode.LogOutputChannel) {
    this.current = current;
    this.heat = heat;
    this.disposables = [
      this.problems,
      registerCommand(commands.showFindings, log, () => this.toggle()),
      current.onDidChange(() => {
        this.refresh().catch((error: unknown) => showError(error, log));
      }),
      heat.onDidFollow((document) => {
        this.follow(document);
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async toggle(): Promise<void> {
    this.isOn = !this.isOn;
    const found = await this.refresh();
    if (!this.isOn || this.session === undefined) return;
    if (this.shown.size > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
    // What is about no line has no place among the problems.
    for (const { title, evidence, advice } of found.filter((finding) => !this.isShown(finding)))
      void vscode.window.showInformationMessage([`${title}.`, ...evidence, advice].join(' '));
    if (found.length === 0)
      void vscode.window.showInformationMessage(`Heatline found nothing that stands out in ${this.session.name}.`);
  }

  /** Gives all findings of the session, those too that are about no line. */
  private async refresh(): Promise<readonly Finding[]> {
    this.problems.clear();
    this.shown = new Map();
    const session = this.isOn ? this.current.value : undefined;
    this.session = session;
    // Those of a program that still runs would come and go.
    if (session === undefined || session.live) return [];
    const found = await session.thread.ask('findings', undefined);
    if (this.session !== session) return [];
    const placed = found.filter((finding): finding is Placed => session.files.canOpen(finding.place?.file ?? ''));
    this.shown = groupBy(placed, ({ place }) => place.file);
    for (const [file, findings] of this.shown) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
      if (this.session !== session) return [];
      this.show(document, findings);
    }
    return found;
  }

  private isShown({ place }: Finding): boolean {
    return place !== undefined && this.shown.has(place.file);
  }

  private follow(document: vscode.TextDocument): void {
    const findings = this.shown.get(this.heat.fileOf(document) ?? '');
    if (findings !== undefined) this.show(document, findings);
  }

  private show(document: vscode.TextDocument, findings: readonly Placed[]): void {
    const diagnostics = findings.map((finding) => {
      const line = Math.min(this.heat.lineNow(document, finding.place.line), document.lineCount - 1);
      return diagnosticOf(finding, document.lineAt(Math.max(0, line)), document.uri);
    });
    this.problems.set(document.uri, diagnostics);
  }
}

function diagnosticOf(
  { id, severity, title, evidence, advice }: Finding,
  { range, firstNonWhitespaceCharacterIndex }: vscode.TextLine,
  uri: vscode.Uri,
): vscode.Diagnostic {
  const code = new vscode.Range(range.start.with({ character: firstNonWhitespaceCharacterIndex }), range.end);
  const { Warning, Information } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(code, `${title}. ${advice}`, severity === 'warning' ? Warning : Information);
  diagnostic.source = 'Heatline';
  diagnostic.code = id;
  const at = new vscode.Location(uri, code);
  diagnostic.relatedInformation = evidence.map((fact) => new vscode.DiagnosticRelatedInformation(at, fact));
  return diagnostic;
}
