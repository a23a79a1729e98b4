import type { Tool } from '../tool.ts';
import { wrappedRecording } from '../wrappedRecording.ts';
import { reportPrefix, reportVariables } from './reportVariables.ts';

/** Collects what AddressSanitizer or LeakSanitizer says, which the compiler has put into the program: `-fsanitize=address`, `leak`. */
export const sanitizer: Tool = {
  id: 'sanitizer',
  name: 'AddressSanitizer',
  measures: ['heap'],
  fits: { node: 0, python: 0, native: 0, profiled: 0, sanitized: 3 },
  find: () =>
    Promise.resolve({
      state: 'found',
      version: 'of the compiler',
      wholeRuns: true,
      record: ({ env }) =>
        Promise.resolve(
          wrappedRecording({
            name: 'AddressSanitizer',
            hint: 'Build the program with -fsanitize=address -g, or -fsanitize=leak.',
            // What they print at the end of a sound program tells that from one that they are not in.
            env: (directory) =>
              reportVariables(directory, env, { ASAN_OPTIONS: 'atexit=1', LSAN_OPTIONS: 'log_threads=1' }),
            command: (argv) => argv,
            isProfile: (name) => name.startsWith(reportPrefix),
          }),
        ),
    }),
};
