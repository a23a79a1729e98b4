import * as vscode from 'vscode';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { runTask } from '../runTask.ts';
import { isStale, type Buildable } from './buildable.ts';

/**
 * Builds a program in a terminal, unless it is known to be up to date.
 * @throws HeatlineError when that fails.
 */
export async function buildIfStale({ name, build }: Buildable): Promise<void> {
  if (build === undefined || !isStale(build)) return;
  const { argv, cwd, environment } = build;
  const [command, ...parameters] = argv;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(cwd));
  const execution = new vscode.ProcessExecution(command, parameters, { cwd, env: { ...environment } });
  const exitCode = await (await runTask(`Build ${name}`, folder, execution)).ended;
  if (exitCode === 0) return;
  throw new HeatlineError(`${name} was not built, so nothing was profiled.`, 'The terminal says why.');
}
