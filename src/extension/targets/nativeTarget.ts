import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { savedFile } from '../savedFile.ts';
import { filePrograms, rootOf, type FileProgram, type Started } from './filePrograms.ts';
import type { Program } from './target.ts';

/** The program that a file of a compiled language, or of Python, belongs to. */
export interface NativeTarget {
  readonly kind: 'native';
  readonly file: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the user chose: a program's id, or the path of an executable. */
  readonly chosen?: string;
}

export function isNativeFile(file: string): boolean {
  return /\.(c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|rs|go|py)$/i.test(file);
}

/**
 * What to run for a file: nothing where that is found without asking.
 * @param known what the user chose before.
 * @returns `undefined` when the user thought better of it.
 */
export async function askNative(file: string, known: string | undefined): Promise<{ chosen?: string } | undefined> {
  const { likely, others } = await filePrograms(file);
  if (known !== undefined && ([...likely, ...others].some(({ id }) => id === known) || isExecutable(known))) {
    return { chosen: known };
  }
  if (likely.length === 1) return {};
  const chosen = likely.length > 1 ? await pick(file, likely) : await pickExecutable(file);
  return chosen === undefined ? undefined : { chosen };
}

/** Another program than the one that was found or chosen before; `undefined` when the user thought better of it. */
export async function chooseNative(file: string): Promise<{ chosen: string } | undefined> {
  const { likely, others } = await filePrograms(file);
  const chosen = await pick(file, [...likely, ...others]);
  return chosen === undefined ? undefined : { chosen };
}

async function pick(file: string, programs: readonly FileProgram[]): Promise<string | undefined> {
  const items = programs.map(({ id, name, origin }) => ({ label: name, description: origin, id }));
  const other = { label: '$(folder-opened) Another executable…', id: undefined };
  const title = `Program to profile for ${path.basename(file)}`;
  const picked = await vscode.window.showQuickPick([...items, other], { title, matchOnDescription: true });
  return picked === other ? await pickExecutable(file) : picked?.id;
}

async function pickExecutable(file: string): Promise<string | undefined> {
  const title = `Executable that ${path.basename(file)} is a part of`;
  const defaultUri = vscode.Uri.file(rootOf(file));
  const [picked] = (await vscode.window.showOpenDialog({ title, openLabel: 'Profile', defaultUri })) ?? [];
  return picked?.fsPath;
}

function isExecutable(chosen: string): boolean {
  return path.isAbsolute(chosen) && existsSync(chosen);
}

/** Builds it on the way, where it is older than its sources. */
export async function nativeProgram(target: NativeTarget): Promise<Program> {
  const { file, arguments: own, chosen } = target;
  const saved = await savedFile(vscode.Uri.file(file));
  const { argv, cwd, environment } = await start(file, chosen);
  const [executable, ...parameters] = argv;
  return {
    name: path.basename(file),
    path: file,
    file: saved,
    argv: [executable, ...parameters, ...own],
    cwd: cwd ?? target.cwd,
    environment: { ...environment, ...target.environment },
  };
}

async function start(file: string, chosen: string | undefined): Promise<Started> {
  const { likely, others } = await filePrograms(file);
  const [only] = likely.length === 1 ? likely : [];
  const program = chosen === undefined ? only : [...likely, ...others].find(({ id }) => id === chosen);
  if (program !== undefined) return await program.start();
  if (chosen !== undefined && isExecutable(chosen)) return { argv: [chosen], environment: {} };
  throw new HeatlineError(
    `Nothing tells which program ${path.basename(file)} is a part of.`,
    'Profile it again, and choose one.',
  );
}
