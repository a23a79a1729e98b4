import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { FoundNode } from '../../capture/findNode.ts';
import { nodeCommand } from '../../capture/nodeCommand.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { splitArguments } from '../../core/text/splitArguments.ts';
import type { Argv } from './target.ts';

/** A launch configuration's values, with its variables filled in. */
export type LaunchValues = Readonly<Record<string, unknown>>;

/**
 * What a configuration adds to the environment.
 * @throws HeatlineError when its `envFile` cannot be read.
 */
export function launchEnvironment({ env, envFile, environment }: LaunchValues, cwd: string): Record<string, string> {
  const own = [...(typeof env === 'object' && env !== null ? Object.entries(env) : []), ...listed(environment)];
  return {
    ...(typeof envFile === 'string' && envFile !== '' ? readEnvironment(path.resolve(cwd, envFile)) : {}),
    // `null` takes a variable away, which no task can; to most programs an empty one is none.
    ...Object.fromEntries(own.map(([name, value]) => [name, value === null ? '' : String(value)])),
  };
}

/** As C++'s debuggers want it: `[{ "name": "A", "value": "b" }]`. */
function listed(environment: unknown): [string, unknown][] {
  return (Array.isArray(environment) ? (environment as unknown[]) : []).flatMap((each): [string, unknown][] => {
    if (typeof each !== 'object' || each === null) return [];
    const { name, value } = each as Record<string, unknown>;
    return typeof name === 'string' ? [[name, value]] : [];
  });
}

function readEnvironment(file: string): Record<string, string> {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch (error) {
    throw new HeatlineError(`The envFile ${file} cannot be read.`, 'Correct it in launch.json.', error);
  }
}

/**
 * The command that a configuration of type `node` launches.
 * @throws HeatlineError when it names no program, or asks for what cannot be done here.
 */
export function launchCommand(values: LaunchValues, cwd: string, node: FoundNode): Argv {
  const { program, runtimeExecutable, runtimeVersion } = values;
  if (typeof runtimeVersion === 'string' && runtimeVersion !== 'default') {
    throw new HeatlineError(
      `The launch configuration asks for Node ${runtimeVersion} by runtimeVersion, which Heatline cannot choose.`,
      'Set runtimeExecutable there, or heatline.nodePath in the settings.',
    );
  }
  const runtimeArgs = wordsOf(values['runtimeArgs']);
  const args = wordsOf(values['args']);
  const file = typeof program === 'string' && program !== '' ? path.resolve(cwd, program) : undefined;
  const runtime = typeof runtimeExecutable === 'string' && runtimeExecutable !== '' ? runtimeExecutable : 'node';
  if (file === undefined && runtimeArgs.length === 0) {
    throw new HeatlineError('The launch configuration has no program to run.', 'Add a program in launch.json.');
  }
  // What runs it has not been said, so a TypeScript file runs as it does elsewhere in Heatline.
  if (runtime === 'node' && runtimeArgs.length === 0 && file !== undefined && /\.([cm]?ts|tsx|jsx)$/i.test(file)) {
    const [executable, ...parameters] = nodeCommand(file, node);
    return [executable, ...parameters, ...args];
  }
  const executable = runtime === 'node' ? node.path : findRuntime(runtime, cwd);
  return [executable, ...runtimeArgs, ...(file === undefined ? [] : [file]), ...args];
}

/** A path, or the name of a command of the project or of the PATH. */
function findRuntime(runtime: string, cwd: string): string {
  if (/[\\/]/.test(runtime)) return path.resolve(cwd, runtime);
  const ofProject = path.join(cwd, 'node_modules', '.bin', runtime);
  return existsSync(ofProject) ? ofProject : runtime;
}

/** A list of words, or a text of them as in a terminal. */
export function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return splitArguments(value);
  return Array.isArray(value) ? value.map(String) : [];
}
