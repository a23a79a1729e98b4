import { execFileSync } from 'node:child_process';
import type { Note } from '../../core/model/note.ts';
import { withNodeOptions } from '../logCommand.ts';
import { atLeast } from '../nodeVersion.ts';
import type { Argv, RecordedCommand } from '../recording.ts';
import type { ProgramSearch } from '../findProgram.ts';
import { targetKind } from '../targetKind.ts';

/** Has V8 write down where its code is (`jit-PID.dump`), and keep a native frame for each that it interprets. */
const nodeOptions = ['--perf-prof', '--interpreted-frames-native-stack'];

/** For Pythons from 3.12 on: https://docs.python.org/3/howto/perf_profiling.html. */
export const pythonVariables = { PYTHONPERFSUPPORT: '1' } as const;

const versionMs = 10_000;

/** The command with what has its runtime name its functions for perf. */
export function withRuntimeNames(argv: Argv, search: ProgramSearch): RecordedCommand {
  const kind = targetKind(argv, search);
  return {
    argv: (kind === 'node' ? withNodeOptions(argv, nodeOptions, search) : undefined) ?? argv,
    notes: kind === 'python' ? pythonNotes(argv, search) : [],
  };
}

function pythonNotes([python]: Argv, { cwd, env }: ProgramSearch): Note[] {
  const version = versionOf(python, { cwd, env });
  if (version === undefined || atLeast(version, [3, 12])) return [];
  const message = `Python ${version} does not tell perf the names of its functions: Python 3.12 and newer do.`;
  return [{ kind: 'lines-unknown', message }];
}

function versionOf(python: string, search: ProgramSearch): string | undefined {
  try {
    const output = execFileSync(python, ['--version'], { ...search, timeout: versionMs, encoding: 'utf8' });
    return /^Python (\d+\.\d+\.\d+)/.exec(output)?.[1];
  } catch {
    return undefined;
  }
}
