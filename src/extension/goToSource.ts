import * as vscode from 'vscode';
import { at } from '../core/model/at.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { OpenSession } from './openSession.ts';
import { isLocalFile } from './sourceFiles.ts';

export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column?: number;
}

export function placeOfFunction({ profile }: OpenSession, fn: number): Place {
  const { file, line, column } = profile.functions;
  return { file: at(file, fn), line: at(line, fn), column: at(column, fn) };
}

/** Shows a line of source. Which file that is comes from a profile, so it is opened only if it is a file of this machine. */
export async function goToSource(place: Place, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  if (!(await isLocalFile(place.file))) {
    const what = place.file === '' ? 'This function has no source file' : `${place.file} is not a file on this machine`;
    throw new HeatlineError(`${what}, so there is nothing to open.`);
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(place.file));
  const position = document.validatePosition(
    new vscode.Position(Math.max(0, place.line - 1), Math.max(0, (place.column ?? 1) - 1)),
  );
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(position, position),
    ...options,
  });
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a panel's source goes: the column that already shows it, else one beside the panel, as a preview. */
export function besidePanel(file: string, panel: vscode.ViewColumn | undefined): vscode.TextDocumentShowOptions {
  const editors = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== panel);
  const showing = editors.find(({ document }) => document.uri.fsPath === file) ?? editors[0];
  return { viewColumn: showing?.viewColumn ?? vscode.ViewColumn.Beside, preserveFocus: true, preview: true };
}
