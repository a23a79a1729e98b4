import path from 'node:path';

/** What the names of reports begin with. */
export const reportPrefix = 'asan.';

/**
 * Has the sanitizers in a program, and in what it starts, write their reports into a directory, in place of stderr. Of an option
 * that is given twice, the last counts: all others stay the user's own.
 */
export function reportVariables(
  directory: string,
  env: NodeJS.ProcessEnv,
  options: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const own = `log_path="${path.join(directory, reportPrefix.slice(0, -1))}"`;
  const withOwn = (name: string) =>
    [env[name] ?? '', own, options[name] ?? ''].filter((option) => option !== '').join(':');
  return { ASAN_OPTIONS: withOwn('ASAN_OPTIONS'), LSAN_OPTIONS: withOwn('LSAN_OPTIONS') };
}
