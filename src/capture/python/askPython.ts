import { execFileSync } from 'node:child_process';
import type { ProgramSearch } from '../findProgram.ts';

/** What perf can be told of a Python's functions. */
export interface PythonBuild {
  /** e.g. `3.12.4`. */
  readonly version: string;
  /** Whether perf can follow its stacks: https://docs.python.org/3/howto/perf_profiling.html. */
  readonly keepsFramePointers: boolean;
}

const question =
  "import sys, sysconfig; print(sys.version.split()[0], '-fno-omit-frame-pointer' in (sysconfig.get_config_var('CFLAGS') or ''))";

const answerMs = 10_000;

/** Nothing of what does not answer as a Python does. */
export function askPython(python: string, search: ProgramSearch): PythonBuild | undefined {
  try {
    const output = execFileSync(python, ['-E', '-S', '-c', question], {
      ...search,
      timeout: answerMs,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, version, flag] = /^(\d+\.\d+\.\d+)\S* (True|False)$/m.exec(output) ?? [];
    // Elsewhere compilers keep them by themselves.
    return version === undefined
      ? undefined
      : { version, keepsFramePointers: flag === 'True' || process.arch !== 'x64' };
  } catch {
    return undefined;
  }
}
