import path from 'node:path';
import * as vscode from 'vscode';
import { runningProcesses, type RunningProcess } from '../../capture/attach/nodeProcesses.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { joinArguments } from '../../core/text/splitArguments.ts';

/** Lets the user choose among the processes of this machine that can be measured, Node's first, the busiest first. */
export async function askProcess(): Promise<RunningProcess | undefined> {
  return choose('Attach to Process', 'Program to profile', await runningProcesses());
}

export async function askNodeProcess(title: string, placeHolder: string): Promise<RunningProcess | undefined> {
  return choose(
    title,
    placeHolder,
    (await runningProcesses()).filter(({ kind }) => kind === 'node'),
  );
}

async function choose(
  title: string,
  placeHolder: string,
  processes: readonly RunningProcess[],
): Promise<RunningProcess | undefined> {
  if (processes.length === 0) {
    throw new HeatlineError('No other program that can be measured runs here.', 'Start one, or use Profile This File.');
  }
  const ofNode = processes.filter(({ kind }) => kind === 'node');
  const others = processes.filter(({ kind }) => kind !== 'node');
  const items = [...group('Node, by its inspector', ofNode), ...group('Native code and Python, by perf', others)];
  const options = {
    title,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(items, options))?.process;
}

interface ProcessItem extends vscode.QuickPickItem {
  readonly process?: RunningProcess;
}

function group(title: string, processes: readonly RunningProcess[]): ProcessItem[] {
  if (processes.length === 0) return [];
  return [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...processes.map(itemOf)];
}

function itemOf(process: RunningProcess): ProcessItem {
  const { pid, argv, cpu, cwd, executable } = process;
  const [program = '', ...parameters] = argv;
  const facts = [`pid ${pid}`, ...runtimeOf(process), `${Math.round(cpu * 100)} % CPU`];
  return {
    label: labelOf([path.basename(program === '' ? (executable ?? '') : program), ...parameters]),
    description: facts.join(' · '),
    ...(cwd !== undefined && { detail: cwd }),
    process,
  };
}

/** A longer command would hide the facts behind it. */
const longestLabel = 60;

/** Programs that change their title leave empty arguments behind it. */
function labelOf(argv: readonly string[]): string {
  const text = joinArguments(argv).replace(/( "")+$/, '');
  return text.length > longestLabel ? `${text.slice(0, longestLabel)}…` : text;
}

/** What runs a process, as far as the path of its executable tells. */
function runtimeOf({ kind, argv, executable = argv[0] ?? '' }: RunningProcess): string[] {
  if (kind === 'native') return ['native'];
  if (kind === 'python')
    return [
      path
        .basename(executable)
        .replace(/^python/, 'Python ')
        .trim(),
    ];
  // The version stands in the path of a Node that a version manager has installed.
  const [, version] = /\bv?(\d+\.\d+\.\d+)\b/.exec(executable) ?? [];
  return version === undefined ? [] : [`Node ${version}`];
}
