import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { askRunOptions } from './askRunOptions.ts';
import { commands, languages } from './contributions.ts';
import { profileFile, type ProfileHost } from './profileFile.ts';
import { readSettings } from './readSettings.ts';
import { registerCommand } from './registerCommand.ts';
import { plainOptions, type RememberedRuns, type RunOptions } from './runOptions.ts';

/** Everything that starts a run. */
export function profileCommands(host: ProfileHost, remembered: RememberedRuns): vscode.Disposable {
  const profile = async (file: vscode.Uri, options: RunOptions): Promise<void> => {
    await remembered.rememberRun(file, options);
    await profileFile(file, options, host);
  };
  const plain = (file: vscode.Uri): RunOptions => plainOptions(file, readSettings().samplingInterval);
  return vscode.Disposable.from(
    registerCommand(commands.profileThisFile, host.log, async (clicked) => {
      const file = fileOf(clicked);
      await profile(file, plain(file));
    }),
    registerCommand(commands.profileMemory, host.log, async (clicked) => {
      const file = fileOf(clicked);
      await profile(file, { ...plain(file), measure: 'heap' });
    }),
    registerCommand(commands.profileThisFileWith, host.log, async (clicked) => {
      const file = fileOf(clicked);
      const options = await askRunOptions(basename(file.fsPath), remembered.optionsOf(file) ?? plain(file));
      if (options === undefined) return;
      await remembered.rememberOptions(file, options);
      await profile(file, options);
    }),
    registerCommand(commands.rerunLast, host.log, async () => {
      const { last } = remembered;
      if (last === undefined) {
        throw new HeatlineError(
          'Nothing was profiled in this folder yet.',
          'Open a file and choose Profile This File.',
        );
      }
      await profile(vscode.Uri.file(last.file), last.options);
    }),
  );
}

/** What was clicked, else the active editor's file. */
function fileOf(clicked: unknown): vscode.Uri {
  if (clicked instanceof vscode.Uri) return clicked;
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && languages.includes(document.languageId)) return document.uri;
  throw new HeatlineError(
    'There is no program in the active editor.',
    'Open a JavaScript or TypeScript file, and profile that.',
  );
}
