import { statSync } from 'node:fs';
import type { Argv } from './target.ts';

/** A program that a source file is a part of, and what makes it. */
export interface Buildable {
  /** For a person who chooses among several. */
  readonly name: string;
  /** Starts it. */
  readonly argv: Argv;
  readonly build?: Build;
}

export interface Build {
  readonly argv: Argv;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it makes. */
  readonly executable: string;
  /** What it is made of, as far as is known. */
  readonly sources: readonly string[];
}

/** Whether the executable is missing, or older than what it is made of. */
export function isStale({ executable, sources }: Build): boolean {
  const built = modified(executable);
  return built === undefined || sources.some((source) => (modified(source) ?? 0) > built);
}

function modified(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
