import { statSync } from 'node:fs';
import type { Argv } from './target.ts';

/** A program that a source file is a part of, and what makes it. */
export interface Buildable {
  /** For a person who chooses among several. */
  readonly name: string;
  /** Starts it. */
  readonly argv: Argv;
  /** Where it has to run; absent where the user's choice counts. */
  readonly cwd?: string;
  readonly build?: Build;
  /** Whether no build names it: a file that can be compiled by itself. */
  readonly isAlone?: boolean;
}

export interface Build {
  readonly argv: Argv;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it makes. */
  readonly executable: string;
  /** What it is made of; absent where the tool that builds knows, which has nothing to do when nothing has changed. */
  readonly sources?: readonly string[];
}

/** Whether the executable is missing, older than what it is made of, or for the tool that builds it to judge. */
export function isStale({ executable, sources }: Build): boolean {
  const built = modified(executable);
  return built === undefined || sources === undefined || sources.some((source) => (modified(source) ?? 0) > built);
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
