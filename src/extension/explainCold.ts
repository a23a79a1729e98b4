import * as vscode from 'vscode';
import { commands } from './contributions.ts';
import { heatMarks } from './heatMarks.ts';
import type { OpenSession } from './openSession.ts';
import { readSettings } from './readSettings.ts';

/** Says why a run heated no line of the file that it was about, if any: a click that seems to have done nothing is worse than one more message. */
export async function explainCold(session: OpenSession, file: vscode.Uri | undefined): Promise<void> {
  const { profile, times, files } = session;
  const profiled = file && files.nameOf(file.fsPath);
  if (profiled !== undefined && heatMarks(session, profiled, readSettings()).length > 0) return;
  if (file === undefined && times.samples > 0) return;
  const isMemory = profile.unit === 'bytes';
  const nothing = isMemory ? 'allocated too little to be sampled' : 'was idle or ended before a first sample was taken';
  const elsewhere = isMemory ? 'other code allocated the memory' : 'the time went elsewhere';
  const message =
    times.samples === 0
      ? `${session.name} ${nothing}.`
      : (unknownLines(session, file) ?? `No line of ${session.name} itself is hot: ${elsewhere}.`);
  const button = 'Open Flame Graph';
  const buttons = profile.empty ? [] : [button];
  if ((await vscode.window.showInformationMessage(message, ...buttons)) === button) {
    await vscode.commands.executeCommand(commands.openPanel);
  }
}

/** Why the profiler could not tell the lines of a file, where that is known. */
function unknownLines({ profile, name }: OpenSession, file: vscode.Uri | undefined): string | undefined {
  if (file !== undefined && profile.functions.file.includes(file.fsPath)) return undefined;
  const note = profile.notes.find(({ kind }) => kind === 'lines-unknown');
  const isPython = file?.fsPath.endsWith('.py') === true;
  const chosen = "Heatline runs the Python of the project's .venv, or of its launch configuration.";
  if (note !== undefined) return isPython ? `${note.message} ${chosen}` : note.message;
  return isPython && profile.tool === 'perf' ? `perf could not follow the functions of ${name}.` : undefined;
}
