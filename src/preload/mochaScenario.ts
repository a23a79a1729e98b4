// Runs in place of mocha, with its arguments, in a process whose `scenario` is called in rounds: each call runs the chosen test.
import { createRequire } from 'node:module';
import path from 'node:path';

interface Mocha {
  cleanReferencesAfterRun(clean: boolean): Mocha;
  addFile(file: string): void;
  loadFilesAsync(): Promise<void>;
  run(done: (failures: number) => void): void;
}

interface Options {
  readonly _: readonly string[];
  readonly require?: readonly string[];
  /** Files that are loaded before all tests. */
  readonly file?: readonly string[];
}

/** The project's own mocha: https://github.com/mochajs/mocha/blob/main/lib/cli/run-helpers.js */
const load = createRequire(path.join(process.cwd(), 'package.json'));

const prepared = prepare();

async function prepare(): Promise<Mocha> {
  const { loadOptions } = load('mocha/lib/cli/options') as {
    readonly loadOptions: (args: readonly string[]) => Options;
  };
  const { handleRequires } = load('mocha/lib/cli/run-helpers') as {
    readonly handleRequires: (modules: readonly string[]) => Promise<object>;
  };
  const Constructor = load('mocha') as new (options: object) => Mocha;
  const options = loadOptions(process.argv.slice(2));
  const plugins = await handleRequires(options.require ?? []);
  // Snapshots are taken in the middle, for which the test stands still.
  const mocha = new Constructor({ ...options, ...plugins, timeout: 0 }).cleanReferencesAfterRun(false);
  for (const file of [...(options.file ?? []), ...options._]) mocha.addFile(path.resolve(file));
  await mocha.loadFilesAsync();
  return mocha;
}

export async function scenario(): Promise<void> {
  const mocha = await prepared;
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error('The test fails.');
}
