import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { RoundWork } from '../capture/leakRounds.ts';
import { loopbackUrl } from '../capture/requestUrl.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { scriptLanguages } from './contributions.ts';
import type { HandRounds } from './handRounds.ts';
import type { LeakScenario } from './leakRun.ts';
import { askScript } from './targets/askScript.ts';
import { askCommand, commandProgram } from './targets/commandTarget.ts';
import { askLaunch } from './targets/launchTarget.ts';
import type { Target } from './targets/target.ts';
import { testAtCursor } from './targets/testTarget.ts';

/** Calls or requests in a round. */
const repeat = 10;
const plainRounds = 5;
/** Rounds before the first snapshot, in which caches fill and code is compiled. */
const plainWarmup = 2;
/** A person does each of them. */
const handWarmup = 1;

/** Asks what a round is, what is run and how often; nothing when the user thought better of it. */
export async function askScenario(hand: HandRounds, log: vscode.LogOutputChannel): Promise<LeakScenario | undefined> {
  const file = activeScript();
  const kind = await askKind(file);
  if (kind === undefined) return undefined;
  const target = await targetOf(kind, file);
  if (target === undefined) return undefined;
  const rounds = await askNumber('Rounds of the same work, with a snapshot after each', plainRounds, 2);
  if (rounds === undefined) return undefined;
  const work = await askWork(kind, rounds, { hand, log });
  return work && { target, work, rounds, warmup: kind === 'hand' ? handWarmup : plainWarmup };
}

async function askKind(file: vscode.Uri | undefined): Promise<RoundWork['kind'] | undefined> {
  const items: (vscode.QuickPickItem & { readonly round: RoundWork['kind'] })[] = [
    ...(file === undefined
      ? []
      : [
          {
            label: '$(symbol-function) Calls of scenario()',
            description: `that ${basename(file.fsPath)} exports, ${repeat} in a round`,
            round: 'scenario' as const,
          },
        ]),
    ...(file === undefined
      ? []
      : [
          {
            label: '$(beaker) Test at cursor',
            description: `of mocha, vitest, jest or node:test, run ${repeat} times in a round`,
            round: 'tests' as const,
          },
        ]),
    {
      label: '$(globe) HTTP requests',
      description: `to a server on this machine, ${repeat} in a round`,
      round: 'request',
    },
    { label: '$(terminal) Runs of a command', description: 'beside the program, as a load test', round: 'command' },
    { label: '$(debug-step-over) Steps by hand', description: 'you say when a round is done', round: 'hand' },
    { label: '$(watch) What it does by itself', description: 'so many seconds are a round', round: 'time' },
  ];
  const options = { title: 'Find Leaks: What Is a Round?', placeHolder: 'Leaks are what grows with every round' };
  return (await vscode.window.showQuickPick(items, options))?.round;
}

async function targetOf(kind: RoundWork['kind'], file: vscode.Uri | undefined): Promise<Target | undefined> {
  if (kind === 'scenario' && file !== undefined) return fileTarget(file);
  if (kind !== 'tests') return await askTarget(file);
  return await testAtCursor();
}

async function askTarget(file: vscode.Uri | undefined): Promise<Target | undefined> {
  const items = [
    ...(file === undefined
      ? []
      : [{ label: `$(play) ${basename(file.fsPath)}`, ask: () => Promise.resolve(fileTarget(file)) }]),
    { label: '$(package) npm Script…', ask: () => askScript(undefined) },
    { label: '$(debug-alt) Launch Configuration…', ask: () => askLaunch() },
    { label: '$(terminal) Command…', ask: () => askCommand('', workspaceFolder(), 'Find Leaks: Command') },
  ];
  return await (await vscode.window.showQuickPick(items, { title: 'Find Leaks: What Is Run?' }))?.ask();
}

async function askWork(
  kind: RoundWork['kind'],
  rounds: number,
  { hand, log }: { readonly hand: HandRounds; readonly log: vscode.LogOutputChannel },
): Promise<RoundWork | undefined> {
  switch (kind) {
    case 'command': {
      const target = await askCommand('', workspaceFolder(), 'Find Leaks: Command of a Round');
      if (target === undefined) return undefined;
      const { argv, cwd, environment } = await commandProgram(target);
      const onOutput = (text: string): void => {
        log.info(`${argv[0]}: ${text.trimEnd()}`);
      };
      return { kind, command: { argv, cwd, env: { ...process.env, ...environment }, onOutput }, repeat: 1 };
    }
    case 'scenario':
    case 'tests':
      return { kind, repeat };
    case 'hand':
      return { kind, done: (round) => hand.done(round, rounds) };
    case 'time': {
      const seconds = await askNumber('Seconds of a round', 5, 1);
      return seconds === undefined ? undefined : { kind, ms: seconds * 1000 };
    }
    case 'request': {
      const text = await vscode.window.showInputBox({
        title: 'Find Leaks',
        prompt: 'Address to ask, on this machine',
        value: 'http://localhost:3000/',
        ignoreFocusOut: true,
        validateInput: addressProblem,
      });
      return text === undefined ? undefined : { kind, url: loopbackUrl(text), repeat };
    }
  }
}

function addressProblem(text: string): string | undefined {
  try {
    loopbackUrl(text);
    return undefined;
  } catch (error) {
    return error instanceof HeatlineError ? `${error.message} ${error.hint}` : String(error);
  }
}

function workspaceFolder(): string {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
}

async function askNumber(prompt: string, given: number, least: number): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Find Leaks',
    prompt,
    value: String(given),
    ignoreFocusOut: true,
    validateInput: (typed) =>
      /^\d{1,4}$/.test(typed) && Number(typed) >= least ? undefined : `A whole number from ${least}.`,
  });
  return text === undefined ? undefined : Number(text);
}

function activeScript(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && scriptLanguages.includes(document.languageId) ? document.uri : undefined;
}

function fileTarget(file: vscode.Uri): Target {
  const cwd = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  return { kind: 'file', file: file.fsPath, arguments: [], cwd, environment: {} };
}
