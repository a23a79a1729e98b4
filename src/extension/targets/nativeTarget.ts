import path from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { runTask } from '../runTask.ts';
import { savedFile } from '../savedFile.ts';
import { isStale, type Build, type Buildable } from './buildable.ts';
import { findBuildables } from './findBuildables.ts';
import type { Program } from './target.ts';

/** The program that a file of a compiled language, or of Python, belongs to. */
export interface NativeTarget {
  readonly kind: 'native';
  readonly file: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the user chose: a program's name, or the path of an executable, where the file does not tell. */
  readonly chosen?: string;
}

export function isNativeFile(file: string): boolean {
  return /\.(c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|rs|go|py)$/i.test(file);
}

/**
 * What to run for a file: nothing where that is found without asking.
 * @returns `undefined` when the user thought better of it.
 */
export async function askNative(file: string, known: string | undefined): Promise<{ chosen?: string } | undefined> {
  const found = await findBuildables(file, rootOf(file));
  if (found.length === 1) return {};
  if (known !== undefined) return { chosen: known };
  const chosen = found.length > 1 ? await pickName(found) : await pickExecutable(file);
  return chosen === undefined ? undefined : { chosen };
}

async function pickName(found: readonly Buildable[]): Promise<string | undefined> {
  const names = found.map(({ name }) => name);
  return await vscode.window.showQuickPick(names, { title: 'Program to profile' });
}

async function pickExecutable(file: string): Promise<string | undefined> {
  const title = `Executable that ${path.basename(file)} is a part of`;
  const defaultUri = vscode.Uri.file(rootOf(file));
  const [picked] = (await vscode.window.showOpenDialog({ title, openLabel: 'Profile', defaultUri })) ?? [];
  return picked?.fsPath;
}

/** Builds it on the way, where it is older than its sources. */
export async function nativeProgram(target: NativeTarget): Promise<Program> {
  const { file, cwd, environment, chosen } = target;
  const saved = await savedFile(vscode.Uri.file(file));
  const found = await findBuildables(file, rootOf(file));
  const program = found.length === 1 ? found[0] : found.find(({ name }) => name === chosen);
  if (program?.build !== undefined && isStale(program.build)) await build(program.build, program.name);
  const start = program?.argv ?? (chosen === undefined ? undefined : ([chosen] as const));
  if (start === undefined) {
    throw new HeatlineError(
      `Nothing tells which program ${path.basename(file)} is a part of.`,
      'Profile it again, and choose one.',
    );
  }
  const [executable, ...parameters] = start;
  const argv = [executable, ...parameters, ...target.arguments] as const;
  return { name: path.basename(file), path: file, file: saved, argv, cwd, environment };
}

async function build({ argv, cwd, environment }: Build, name: string): Promise<void> {
  const [command, ...parameters] = argv;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(cwd));
  const execution = new vscode.ProcessExecution(command, parameters, { cwd, env: { ...environment } });
  const exitCode = await (await runTask(`Build ${name}`, folder, execution)).ended;
  if (exitCode === 0) return;
  throw new HeatlineError(`${name} was not built, so nothing was profiled.`, 'The terminal says why.');
}

function rootOf(file: string): string {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath ?? path.dirname(file);
}
