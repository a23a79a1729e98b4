import { basename } from 'node:path';
import * as vscode from 'vscode';
import { at } from '../core/model/at.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { CodeRow } from '../core/queries/machineCode.ts';
import { formatWeight } from '../core/text/formatWeight.ts';
import type { ShownCode } from '../session/questions.ts';
import type { CodePlace } from '../symbols/disassemblePlace.ts';
import { commands, linkCommands } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import type { Heat } from './heat.ts';
import { HeatDecorations, type ShownMark } from './heatDecorations.ts';
import { heatStep } from './heatStep.ts';
import type { OpenSession } from './openSession.ts';
import { registerCommand } from './registerCommand.ts';
import { isLocalFile } from './sourceFiles.ts';

/** Of documents that are the machine code of a function. */
const scheme = 'heatline-code';

interface Shown extends ShownCode {
  readonly session: OpenSession;
}

/** The instructions of a compiled function below their source lines, each with what it cost. */
export function machineCodeView(
  current: CurrentSession,
  heat: Heat,
  extensionUri: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const decorations = new HeatDecorations(extensionUri);
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const documents = new Map<string, Shown>();
  const decorate = (editors: readonly vscode.TextEditor[]): void => {
    for (const editor of editors) {
      const shown = documents.get(editor.document.uri.toString());
      if (shown !== undefined) decorations.show(editor, marksOf(shown));
    }
  };
  const show = async (place: CodePlace): Promise<void> => {
    const session = current.value;
    if (session === undefined) throw new HeatlineError('No session is open.', 'Profile a program first.');
    const files = new Set(session.profile.functions.file);
    const displayed = new Map(Array.from(files, (file) => [file, vscode.workspace.asRelativePath(file)]));
    const code = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: '$(flame) Reading machine code' },
      () => session.thread.ask('machineCode', { place, shown: displayed }),
    );
    const uri = vscode.Uri.from({ scheme, path: `/${titleOf(code.name)}.machine-code`, query: session.path });
    documents.set(uri.toString(), { ...code, session });
    changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const where = { viewColumn: vscode.ViewColumn.Beside, preview: true };
    const editor = await vscode.window.showTextDocument(document, where);
    const row = hottestRow(code.rows, place);
    editor.selection = new vscode.Selection(row, 0, row, 0);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
    decorate([editor]);
  };
  return vscode.Disposable.from(
    decorations,
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => {
        const shown = documents.get(uri.toString());
        if (shown === undefined) return 'This machine code was shown before the window was reloaded. Show it again.\n';
        return shown.rows.map(({ text }) => text).join('\n');
      },
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => documents.delete(uri.toString())),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      decorate(vscode.window.visibleTextEditors.filter((editor) => editor.document === document));
    }),
    vscode.window.onDidChangeVisibleTextEditors(decorate),
    vscode.languages.registerDocumentLinkProvider(
      { scheme },
      { provideDocumentLinks: ({ uri }) => linksOf(documents.get(uri.toString())?.rows ?? []) },
    ),
    registerCommand(commands.showMachineCode, log, async () => {
      const editor = vscode.window.activeTextEditor;
      const file = editor && heat.fileOf(editor.document);
      if (editor === undefined || file === undefined) {
        throw new HeatlineError('The active editor’s file is not in the profile.', 'Open a file that is hot.');
      }
      await show({ file, line: heat.lineProfiled(editor.document, editor.selection.active.line) });
    }),
    registerCommand(linkCommands.machineCodeOf, log, async (fn, line) => {
      const session = current.value;
      if (session === undefined || typeof fn !== 'number') return;
      const { file, name } = session.profile.functions;
      const place = { file: at(file, fn) };
      await show(typeof line === 'number' ? { ...place, line } : { ...place, function: at(name, fn) });
    }),
  );
}

/** A name that can stand in a path, without what makes C++'s long. */
function titleOf(name: string): string {
  return (
    name
      .replace(/[(<].*$/s, '')
      .split('::')
      .slice(-2)
      .join('::') || name
  )
    .replace(/[\\/?#]/g, '_')
    .slice(0, 80);
}

/** Of the place's own instructions, the one that cost the most; without such, of all. */
function hottestRow(rows: readonly CodeRow[], { file, line }: CodePlace): number {
  const weights = rows.map(({ instruction }) => instruction?.weight ?? 0);
  const own = rows.map(({ instruction }, row) =>
    instruction?.file === file && instruction.line === line ? at(weights, row) : 0,
  );
  const counted = own.some((weight) => weight > 0) ? own : weights;
  return counted.indexOf(counted.reduce((most, weight) => Math.max(most, weight), 0));
}

function marksOf({ rows, session }: Shown): ShownMark[] {
  const hottest = rows.reduce((most, { instruction }) => Math.max(most, instruction?.weight ?? 0), 0);
  return rows.flatMap(({ instruction }, line): ShownMark[] => {
    if (instruction === undefined || instruction.weight === 0) return [];
    const { weight } = instruction;
    const text = formatWeight(weight, session.profile.unit);
    return [{ line, step: heatStep(weight, hottest), text, stale: false }];
  });
}

/** From the row of a source line to that line. */
async function linksOf(rows: readonly CodeRow[]): Promise<vscode.DocumentLink[]> {
  const files = new Set(rows.flatMap(({ place }) => (place === undefined ? [] : [place.file])));
  const local = await Promise.all(Array.from(files, async (file) => ((await isLocalFile(file)) ? [file] : [])));
  const here = new Set(local.flat());
  return rows.flatMap(({ place, text }, row) => {
    if (place === undefined || !here.has(place.file)) return [];
    const name = `${basename(place.file)}:${place.line}`;
    const end = text.indexOf(name) + name.length;
    const target = vscode.Uri.file(place.file).with({ fragment: `L${place.line}` });
    return [new vscode.DocumentLink(new vscode.Range(row, 0, row, end), target)];
  });
}
