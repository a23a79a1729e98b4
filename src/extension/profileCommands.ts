import { homedir } from 'node:os';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { askRunOptions } from './askRunOptions.ts';
import { nativeLanguages, scriptLanguages, type ProfileCommand } from './contributions.ts';
import type { Handlers } from './onDemand.ts';
import { profileTarget, type ProfileHost } from './profileTarget.ts';
import { refuseUntrusted } from './refuseUntrusted.ts';
import { plainMeasure, plainOptions, type LastRun, type RememberedRuns, type RunOptions } from './runOptions.ts';
import { savedFile } from './savedFile.ts';
import { joinArguments } from '../core/text/splitArguments.ts';
import { askScript } from './targets/askScript.ts';
import { askCommand } from './targets/commandTarget.ts';
import { askLaunch } from './targets/launchTarget.ts';
import { askNative, chooseNative, isNativeFile } from './targets/nativeTarget.ts';
import type { Target } from './targets/target.ts';
import { testAtCursor } from './targets/testTarget.ts';

/** Everything that starts a run. */
export function profileCommands(host: ProfileHost, remembered: RememberedRuns): Handlers<ProfileCommand> {
  /** A command that runs what its question answers; nothing when the user thought better of it. */
  const starting = (ask: (clicked: unknown) => Promise<LastRun | undefined>) => async (clicked: unknown) => {
    refuseUntrusted();
    const run = await ask(clicked);
    if (run === undefined) return;
    await remembered.rememberRun(run);
    await profileTarget(run.target, run.options, host);
  };
  const plainly = async (measured: Pick<Partial<RunOptions>, 'measure' | 'memory'>, clicked: unknown) => {
    const file = await savedFile(fileOf(clicked));
    return runOf(file, { ...plainOptions(file), ...measured }, remembered);
  };
  return {
    'heatline.profileThisFile': starting((clicked) => plainly({}, clicked)),
    'heatline.profileMemory': starting((clicked) => plainly({ measure: 'heap' }, clicked)),
    'heatline.profileCpuAndMemory': starting((clicked) => plainly({ memory: 'allocated' }, clicked)),
    'heatline.profileThisFileWith': starting(async (clicked) => {
      const file = await savedFile(fileOf(clicked));
      const given = remembered.optionsOf(file) ?? plainOptions(file);
      const options = await askRunOptions(basename(file.fsPath), given);
      if (options === undefined) return undefined;
      await remembered.rememberOptions(file, options);
      return runOf(file, options, remembered);
    }),
    'heatline.profileOtherProgram': starting(async (clicked) => {
      const file = await savedFile(fileOf(clicked));
      const answer = await chooseNative(file.fsPath);
      if (answer === undefined) return undefined;
      await remembered.rememberProgram(file.fsPath, answer.chosen);
      return runOf(file, remembered.optionsOf(file) ?? plainOptions(file), remembered);
    }),
    'heatline.profileTest': starting(async () => plainRun(await testAtCursor())),
    'heatline.profileLaunch': starting(async () => plainRun(await askLaunch())),
    'heatline.profileScript': starting(async (clicked) =>
      plainRun(await askScript(clicked instanceof vscode.Uri ? clicked : undefined)),
    ),
    'heatline.profileCommand': starting(async () =>
      plainRun(await askCommand(joinArguments(remembered.command), commandFolder())),
    ),
    'heatline.measureTypes': starting(() => Promise.resolve(withTypes(host.current.value?.run))),
    'heatline.rerunLast': starting(() => {
      const { last } = remembered;
      if (last !== undefined) return Promise.resolve(last);
      throw new HeatlineError('Nothing was profiled in this folder yet.', 'Open a file and choose Profile This File.');
    }),
  };
}

async function runOf(
  { fsPath: file }: vscode.Uri,
  { arguments: own, cwd, environment, ...options }: RunOptions,
  remembered: RememberedRuns,
): Promise<LastRun | undefined> {
  const target = { file, arguments: own, cwd, environment };
  if (!isNativeFile(file)) return { target: { kind: 'file', ...target }, options };
  const answer = await askNative(file, remembered.programOf(file));
  if (answer === undefined) return undefined;
  if (answer.chosen !== undefined) await remembered.rememberProgram(file, answer.chosen);
  return { target: { kind: 'native', ...target, ...answer }, options };
}

/** The same run with each allocation tracked, which measures whole runs only. */
function withTypes(run: LastRun | undefined): LastRun | undefined {
  if (run === undefined) return undefined;
  const { memory: _memory, begin: _begin, duration: _duration, ...options } = run.options;
  return { target: run.target, options: { ...options, measure: 'heap', tool: 'v8-allocations' } };
}

function plainRun(target: Target | undefined): LastRun | undefined {
  return target && { target, options: plainMeasure() };
}

/** What was clicked, else the active editor's file. */
function fileOf(clicked: unknown): vscode.Uri {
  if (clicked instanceof vscode.Uri) return clicked;
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && [...scriptLanguages, ...nativeLanguages].includes(document.languageId))
    return document.uri;
  throw new HeatlineError(
    'There is no program in the active editor.',
    'Open a file of a language that Heatline profiles, as JavaScript, C++ or Rust.',
  );
}

/** Where a terminal would open. */
function commandFolder(): string {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.fsPath ?? homedir();
}
