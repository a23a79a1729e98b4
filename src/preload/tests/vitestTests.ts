// Runs in place of vitest, with its arguments; a round runs the chosen tests of a file, with their hooks.
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** https://vitest.dev/guide/advanced/ */
interface VitestNode {
  readonly parseCLI: (argv: readonly string[]) => { readonly filter: readonly string[]; readonly options: object };
  readonly startVitest: (
    mode: 'test',
    filters: readonly string[],
    options: object,
    config: object,
  ) => Promise<{ exit(): Promise<void> } | undefined>;
}

/** No other of its pools has the tests in a main thread, of which snapshots are taken; and no test has the time for them. */
const overrides = {
  ...{ run: true, watch: false, pool: 'forks', fileParallelism: false },
  ...{ testTimeout: 0, hookTimeout: 0, coverage: { enabled: false } },
};

async function start(): Promise<void> {
  const load = createRequire(realpathSync(process.argv[1] ?? ''));
  const { parseCLI, startVitest } = (await import(pathToFileURL(load.resolve('vitest/node')).href)) as VitestNode;
  const { filter, options } = parseCLI(['vitest', ...process.argv.slice(2)]);
  const setupFiles = [path.join(__dirname, 'vitestSetup.mjs')];
  const vitest = await startVitest('test', filter, { ...options, ...overrides }, { test: { setupFiles } });
  // Before its tests have gone through all rounds, there were none.
  await vitest?.exit();
}

void start();
