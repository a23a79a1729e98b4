import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { RemediedError } from './remediedError.ts';

const showDetails = 'Show Details';

/** What happened, what to do, a button that does it; the rest is in the output channel. */
export async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  // The user's own wish.
  if (error instanceof vscode.CancellationError) return;
  // Ours has been worded for the user; anything else is a defect of Heatline's.
  const text =
    error instanceof HeatlineError
      ? [error.message, error.hint].filter((sentence) => sentence !== '').join(' ')
      : `Heatline failed: ${error instanceof Error ? error.message : String(error)}`;
  log.error(details(error));
  const remedy = error instanceof RemediedError ? error.remedy : undefined;
  const buttons = remedy === undefined ? [showDetails] : [remedy.title, showDetails];
  const clicked = await vscode.window.showErrorMessage(text, ...buttons);
  if (clicked === showDetails) log.show();
  else if (clicked !== undefined) await remedy?.run();
}

/** The chain of causes; stacks only of what nobody foresaw. */
function details(error: unknown): string {
  const lines: string[] = [];
  for (let link = error; link !== undefined; link = link instanceof Error ? link.cause : undefined) {
    if (link instanceof HeatlineError) lines.push([link.message, link.hint].join(' ').trim());
    else lines.push(link instanceof Error ? (link.stack ?? link.message) : JSON.stringify(link));
  }
  return lines.join('\nCaused by: ');
}
