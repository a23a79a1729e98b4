import type { Note } from '../../core/model/note.ts';
import { findProgram, type ProgramSearch } from '../findProgram.ts';
import { withNodeOptions } from '../logCommand.ts';
import { atLeast } from '../nodeVersion.ts';
import type { Argv, RecordedCommand } from '../recording.ts';
import { isCompiled, targetKind } from '../targetKind.ts';
import { askPython, type PythonBuild } from '../python/askPython.ts';
import { chooseCallGraph, type CallGraph } from './callGraph.ts';
import type { CallGraphChoice } from './callGraphChoice.ts';

/** Has V8 write down where its code is (`jit-PID.dump`), and keep a native frame for each that it interprets. */
const nodeOptions = ['--perf-prof', '--interpreted-frames-native-stack'];

/** For Pythons from 3.12 on: https://docs.python.org/3/howto/perf_profiling.html. */
export const pythonVariables = { PYTHONPERFSUPPORT: '1' } as const;

/** From 3.13 on, `jit-PID.dump` also tells how to unwind the stack. It is for children, too, and so no option of the command. */
const withUnwinding = ['env', 'PYTHON_PERF_JIT_SUPPORT=1'] as const;

export interface NamedCommand extends RecordedCommand {
  readonly callGraph: CallGraph;
  /** Files that a runtime leaves for its process, beside the `JitDumps` of Node. */
  readonly leaves: (pid: number) => readonly string[];
}

/** The command with what has its runtime name its functions for perf, and how to follow their stacks. */
export function withRuntimeNames(argv: Argv, asked: CallGraphChoice, search: ProgramSearch): NamedCommand {
  const kind = targetKind(argv, search);
  if (kind === 'python') return withPythonNames(argv, asked, askPython(argv[0], search));
  const named = kind === 'node' ? withNodeOptions(argv, nodeOptions, search) : undefined;
  const executable = isCompiled(kind) ? findProgram(argv[0], search) : undefined;
  return { argv: named ?? argv, notes: [], callGraph: chooseCallGraph(asked, executable), leaves: () => [] };
}

function withPythonNames(argv: Argv, asked: CallGraphChoice, python: PythonBuild | undefined): NamedCommand {
  const needsCopies = python?.keepsFramePointers === false;
  const callGraph = asked !== 'auto' ? asked : needsCopies ? 'dwarf' : 'fp';
  const unwinds = callGraph === 'dwarf' && python !== undefined && atLeast(python.version, [3, 13]);
  return {
    argv: unwinds ? [...withUnwinding, ...argv] : argv,
    notes: pythonNotes(python),
    callGraph,
    leaves: (pid) => [`/tmp/perf-${pid}.map`, `/tmp/jit-${pid}.dump`],
  };
}

function pythonNotes(python: PythonBuild | undefined): Note[] {
  if (python === undefined || atLeast(python.version, [3, 12])) return [];
  const message = `Python ${python.version} does not tell perf its functions, so that those of the interpreter are shown: Python 3.12 and newer do.`;
  return [{ kind: 'lines-unknown', message }];
}
