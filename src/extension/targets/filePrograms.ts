import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Buildable } from './buildable.ts';
import { buildIfStale } from './buildIfStale.ts';
import { findBuildables } from './findBuildables.ts';
import { launchConfigurations, type LaunchConfiguration } from './launchConfigurations.ts';
import { launched, launchedBuildable } from './launchTarget.ts';
import { nativeTypes } from './nativeLaunch.ts';
import type { Argv, Program } from './target.ts';

/** A program that a file is a part of, or may be. */
export interface FileProgram {
  /** What is remembered of a choice. */
  readonly id: string;
  /** For a person who chooses. */
  readonly name: string;
  readonly origin: string;
  /** Builds it on the way, where it is out of date. */
  start(): Promise<Started>;
}

export interface Started extends Pick<Program, 'environment'> {
  readonly argv: Argv;
  /** Absent where the user's choice counts. */
  readonly cwd?: string | undefined;
}

export interface FilePrograms {
  /** What launch configurations and the build say that the file is a part of; of several, the user knows which. */
  readonly likely: readonly FileProgram[];
  /** What else there is to choose from. */
  readonly others: readonly FileProgram[];
}

/** The programs of a file: a launch configuration that starts one of them knows more of it than the build does. */
export async function filePrograms(file: string): Promise<FilePrograms> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: `$(flame) Looking for the program of ${path.basename(file)}` },
    () => findBuildables(file, rootOf(file)),
  );
  const launches = launchConfigurations().filter(({ type }) => type !== 'node' && nativeTypes[type].test(file));
  const own = launches.filter((each) => isOf(each, file, found));
  const toProgram = (configuration: LaunchConfiguration): FileProgram => launchedProgram(configuration, file, found);
  const builds = found.map(builtProgram);
  const rest = launches.filter((each) => !own.includes(each)).map(toProgram);
  if (own.length > 0) return { likely: own.map(toProgram), others: [...builds, ...rest] };
  // That a file can be compiled alone does not mean that it is meant to be.
  if (found.every(({ isAlone }) => isAlone)) return { likely: [...builds, ...rest], others: [] };
  return { likely: builds, others: rest };
}

export function rootOf(file: string): string {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath ?? path.dirname(file);
}

function builtProgram(buildable: Buildable): FileProgram {
  const { name, argv, cwd, build } = buildable;
  const origin = build === undefined ? '' : `built by ${build.argv[0]}`;
  return {
    id: name,
    name,
    origin,
    start: async () => {
      await buildIfStale(buildable);
      return { argv, cwd, environment: {} };
    },
  };
}

function launchedProgram(configuration: LaunchConfiguration, file: string, known: readonly Buildable[]): FileProgram {
  const { name } = configuration;
  return {
    id: `launch ${name}`,
    name,
    origin: 'launch configuration',
    start: () => launched(configuration, file, known),
  };
}

/** Whether a configuration starts a program that the build makes of the file, that is named as the file is, or that holds its name. */
function isOf(configuration: LaunchConfiguration, file: string, known: readonly Buildable[]): boolean {
  const launch = launchedBuildable(configuration, file, known);
  if (launch === undefined) return false;
  const { argv, build } = launch;
  if (configuration.type === 'debugpy' || configuration.type === 'python') return argv.includes(file);
  if (known.some((each) => each.argv[0] === argv[0] || each.build?.executable === build?.executable)) return true;
  const [executable] = argv;
  return path.parse(executable).name === path.parse(file).name || holds(executable, path.basename(file));
}

/** Debug information has the names of its sources as they are, unless it is compressed. */
function holds(executable: string, name: string): boolean {
  let handle: number | undefined;
  try {
    handle = openSync(executable, 'r');
    const block = Buffer.alloc(1 << 20);
    for (let position = 0; ; position += block.length - name.length) {
      const length = readSync(handle, block, 0, block.length, position);
      if (block.subarray(0, length).includes(`${name}\0`)) return true;
      if (length < block.length) return false;
    }
  } catch {
    // Not built yet.
    return false;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
