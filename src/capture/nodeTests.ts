import path from 'node:path';
import { HeatlineError } from '../core/model/heatlineError.ts';

/** Whether a command runs tests of Node's own runner: one of Node's options says so. */
export function runsNodeTests([program = '', ...parameters]: readonly string[]): boolean {
  if (!/^node(\.exe)?$/i.test(path.basename(program))) return false;
  const script = parameters.findIndex((parameter) => !parameter.startsWith('-'));
  const options = script < 0 ? parameters : parameters.slice(0, script);
  return options.some((option) => /^--test(-|$)/.test(option));
}

/** @param instead how calls of a function are chosen, which can be repeated. */
export function nodeTestsCannotRepeat(instead: string): HeatlineError {
  return new HeatlineError(
    'Node’s own test runner keeps all tests that ever ran, so that each repetition would look like a leak.',
    `Export a function scenario() that does the same, and ${instead}.`,
  );
}
