import { HeatlineError } from '../../core/model/heatlineError.ts';
import { findProgram, type ProgramSearch } from '../findProgram.ts';
import type { Argv } from '../recording.ts';
import { isPython, namedPython } from './pythonOf.ts';

/** https://docs.python.org/3/using/cmdline.html: these take a word more. */
const withValue = new Set(['-X', '-W', '--check-hash-based-pycs']);

/**
 * A command of Python with a script of ours before its own.
 * @throws HeatlineError where it runs none.
 */
export function insideCommand(argv: Argv, script: readonly string[], search: ProgramSearch): Argv {
  const [program, ...args] = argv;
  if (!isPython(program)) {
    const python = namedPython(argv, search);
    const file = findProgram(program, search);
    if (python === undefined || file === undefined) {
      throw new HeatlineError(`${program} is no Python.`, 'Start a Python or one of its scripts, as python app.py.');
    }
    return [python, ...script, file, ...args];
  }
  let index = 0;
  for (let arg = args[index]; arg?.startsWith('-') === true; arg = args[index]) {
    const [, before = '', last] = /^-([a-zA-Z]*)([mc])$/.exec(arg) ?? [];
    if (last !== undefined) {
      const options = before === '' ? [] : [`-${before}`];
      return [program, ...args.slice(0, index), ...options, ...script, `-${last}`, ...args.slice(index + 1)];
    }
    index += withValue.has(arg) ? 2 : 1;
  }
  if (index >= args.length) {
    throw new HeatlineError('The command runs no script or module.', 'Name one behind the options of Python.');
  }
  return [program, ...args.slice(0, index), ...script, ...args.slice(index)];
}
