import path from 'node:path';
import type { Buildable } from './buildable.ts';
import { compiledFolder, projectPython } from './findBuildables.ts';
import { goEnvironment, goProgram, goTest } from './goTargets.ts';
import { wordsOf, type LaunchValues } from './launchCommand.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';

/** Debuggers' types of launch configurations, and the files whose programs they start. */
export const nativeTypes = {
  cppdbg: /\.(c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|rs)$/i,
  lldb: /\.(c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|rs)$/i,
  go: /\.go$/,
  debugpy: /\.py$/,
  python: /\.py$/,
} as const;

export type NativeType = keyof typeof nativeTypes;

/**
 * What a configuration starts, and how that is built where the debugger builds it too.
 * @param known programs of the project's build, for a configuration that names one of Cargo's.
 * @throws HeatlineError when it names no program.
 */
export function nativeLaunch(
  type: NativeType,
  values: LaunchValues,
  { root, cwd, known }: { readonly root: string; readonly cwd: string; readonly known: readonly Buildable[] },
): Buildable {
  const program = textOf(values['program']);
  const args = wordsOf(values['args']);
  switch (type) {
    case 'cppdbg':
    case 'lldb': {
      const built = cargoProgram(values['cargo'], known);
      if (built !== undefined) return { ...built, argv: [built.argv[0], ...args] };
      if (program === undefined) throw noProgram();
      const executable = path.resolve(cwd, program);
      const build = known.find(({ argv }) => argv[0] === executable)?.build;
      return { name: path.basename(executable), argv: [executable, ...args], ...(build && { build }) };
    }
    case 'go':
      return goLaunch(values, { program: path.resolve(root, program ?? '.'), args, cwd });
    case 'debugpy':
    case 'python': {
      const module = textOf(values['module']);
      const [interpreter = projectPython(root), ...before] = wordsOf(values['python'] ?? values['pythonPath']);
      const options = [...before, ...wordsOf(values['pythonArgs'])];
      if (module !== undefined) return { name: module, argv: [interpreter, ...options, '-m', module, ...args] };
      if (program === undefined) throw noProgram();
      const file = path.resolve(cwd, program);
      return { name: path.basename(file), argv: [interpreter, ...options, file, ...args] };
    }
  }
}

/** See https://github.com/golang/vscode-go/blob/master/docs/debugging.md. */
function goLaunch(
  values: LaunchValues,
  { program, args, cwd }: { readonly program: string; readonly args: readonly string[]; readonly cwd: string },
): Buildable {
  const mode = textOf(values['mode']) ?? 'auto';
  if (mode === 'exec') return { name: path.basename(program), argv: [program, ...args] };
  const directory = program.endsWith('.go') ? path.dirname(program) : program;
  const environment = goEnvironment(path.join(directory, 'main.go'));
  const how = { folder: compiledFolder(), environment, flags: wordsOf(values['buildFlags']) };
  const isTest = mode === 'test' || (mode === 'auto' && program.endsWith('_test.go'));
  const built = isTest ? goTest(directory, how) : goProgram(directory, how);
  return { ...built, cwd: textOf(values['cwd']) === undefined ? directory : cwd, argv: [built.argv[0], ...args] };
}

/** CodeLLDB's `cargo`: https://github.com/vadimcn/codelldb/blob/master/MANUAL.md#cargo-support. */
function cargoProgram(cargo: unknown, known: readonly Buildable[]): Buildable | undefined {
  if (typeof cargo !== 'object' || cargo === null) return undefined;
  const { args, filter } = cargo as Record<string, unknown>;
  const words = wordsOf(args);
  const [option] = words.flatMap((word, index) => {
    const [, name] = /^--(?:bin|example)=(.+)$/.exec(word) ?? [];
    return name ?? (word === '--bin' || word === '--example' ? (words[index + 1] ?? []) : []);
  });
  const filtered =
    typeof filter === 'object' && filter !== null ? textOf((filter as { name?: unknown }).name) : undefined;
  const name = option ?? filtered;
  const found = name === undefined ? known : known.filter((each) => each.name === name);
  if (found.length === 1) return found[0];
  throw new HeatlineError(
    `The launch configuration builds ${name ?? 'a package'} with Cargo, which is not one program here.`,
    'Open a file of the program and choose Profile This File.',
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function noProgram(): HeatlineError {
  return new HeatlineError('The launch configuration has no program to run.', 'Add a program in launch.json.');
}
