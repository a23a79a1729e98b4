import path from 'node:path';

/** Of V8's logs in a recording's directory, behind a prefix for each thread that ends with the number of its process. */
export const logName = 'v8.log';

/**
 * Node's options for a log of V8 in a directory, one file for each thread.
 *
 * Baseline code has no lines in the log, so Node runs without it; and copies of the built-ins would not be known for what they
 * are. Since V8 12, `--log-deopt` prints on the program's stdout, unless it is told to print elsewhere.
 */
export function logOptions(directory: string, intervalUs: number): readonly string[] {
  return [
    '--prof',
    `--prof-sampling-interval=${intervalUs}`,
    `--logfile=${path.join(directory, logName)}`,
    '--logfile-per-isolate',
    '--log-deopt',
    '--redirect-code-traces',
    `--redirect-code-traces-to=${path.join(directory, 'traces')}`,
    '--no-sparkplug',
    '--no-short-builtin-calls',
  ];
}
