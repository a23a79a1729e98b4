import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';

/** @throws HeatlineError in a workspace whose programs are not to be run. */
export function refuseUntrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new HeatlineError(
    'Nothing is run in a folder that you do not trust.',
    'Trust this folder first; opening profiles works without.',
  );
}
