import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { saveEditors } from './saveEditors.ts';
import { isLocalFile } from './sourceFiles.ts';

/**
 * The file to run, with all that is in editors on disk: what it imports counts too.
 * @throws HeatlineError when there is no such file.
 */
export async function savedFile(asked: vscode.Uri): Promise<vscode.Uri> {
  if (asked.scheme !== 'untitled' && asked.scheme !== 'file') {
    throw new HeatlineError(
      `${basename(asked.path)} is not on this machine, so it cannot be run here.`,
      'Open a folder of this machine, and profile a file of it.',
    );
  }
  // An untitled file is asked a name for.
  const file = asked.scheme === 'untitled' ? await vscode.workspace.save(asked) : asked;
  if (file === undefined) {
    throw new HeatlineError('This file has not been saved, so there is nothing to run.', 'Save it, then profile it.');
  }
  await saveEditors();
  if (!(await isLocalFile(file.fsPath))) {
    throw new HeatlineError(`${file.fsPath} does not exist.`, 'Save it again, or choose another file.');
  }
  return file;
}
