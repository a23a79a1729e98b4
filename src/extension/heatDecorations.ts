import * as vscode from 'vscode';
import { at } from '../core/model/at.ts';
import { colors } from './contributions.ts';
import type { HeatStep } from './heatStep.ts';

/** A hot line of a document as it is now. */
export interface ShownMark {
  /** 0-based. */
  readonly line: number;
  readonly step: HeatStep;
  readonly text: string;
  /** The line's text changed since it was profiled: the number is kept, the colour is not. */
  readonly stale: boolean;
}

/** Five types for the steps and one that carries every line's number: made once, shared by all editors. */
export class HeatDecorations {
  private readonly steps: readonly vscode.TextEditorDecorationType[];
  private readonly numbers = vscode.window.createTextEditorDecorationType({ after: { margin: '0 0 0 3em' } });

  constructor(extensionUri: vscode.Uri) {
    this.steps = colors.heat.map((background, step) =>
      vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        backgroundColor: new vscode.ThemeColor(background),
        overviewRulerColor: new vscode.ThemeColor(at(colors.mark, step)),
        overviewRulerLane: vscode.OverviewRulerLane.Right,
        gutterIconPath: vscode.Uri.joinPath(extensionUri, 'media', 'gutter', `heat${step + 1}.svg`),
        gutterIconSize: 'contain',
      }),
    );
  }

  show(editor: vscode.TextEditor, marks: readonly ShownMark[]): void {
    for (const [step, type] of this.steps.entries()) {
      const lines = marks.filter((mark) => mark.step === step && !mark.stale);
      editor.setDecorations(
        type,
        lines.map(({ line }) => new vscode.Range(line, 0, line, 0)),
      );
    }
    editor.setDecorations(
      this.numbers,
      marks.map((mark) => numberOf(editor.document, mark)),
    );
  }

  dispose(): void {
    for (const type of [...this.steps, this.numbers]) type.dispose();
  }
}

function numberOf(document: vscode.TextDocument, { line, text, stale }: ShownMark): vscode.DecorationOptions {
  const { end } = document.lineAt(line).range;
  const color = new vscode.ThemeColor(stale ? colors.staleNumber : colors.number);
  const contentText = stale ? `${text} · edited since` : text;
  return { range: new vscode.Range(end, end), renderOptions: { after: { contentText, color } } };
}
