import path from 'node:path';
import * as vscode from 'vscode';
import { nodeProcesses, type NodeProcess } from '../../capture/attach/nodeProcesses.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { joinArguments } from '../splitArguments.ts';

/** Lets the user choose among the Node processes of this machine, the busiest first. */
export async function askProcess(): Promise<number | undefined> {
  const processes = await nodeProcesses();
  if (processes.length === 0) {
    throw new HeatlineError('No other Node program runs here.', 'Start one, or use Profile This File.');
  }
  const options = {
    title: 'Attach to Process',
    placeHolder: 'Node program to profile',
    matchOnDescription: true,
    matchOnDetail: true,
  };
  return (await vscode.window.showQuickPick(processes.map(itemOf), options))?.pid;
}

function itemOf({ pid, argv, cpu, cwd, executable }: NodeProcess): vscode.QuickPickItem & { readonly pid: number } {
  const [program = 'node', ...parameters] = argv;
  // The version stands in the path of a Node that a version manager has installed.
  const [, version] = /\bv?(\d+\.\d+\.\d+)\b/.exec(executable ?? program) ?? [];
  const facts = [`pid ${pid}`, ...(version === undefined ? [] : [`Node ${version}`]), `${Math.round(cpu * 100)} % CPU`];
  return {
    label: joinArguments([path.basename(program), ...parameters]),
    description: facts.join(' · '),
    ...(cwd !== undefined && { detail: cwd }),
    pid,
  };
}
