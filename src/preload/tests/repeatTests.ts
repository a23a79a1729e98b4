import { readFileSync, realpathSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { replaceNodeTest } from './nodeTest/replaceNodeTest.ts';

/**
 * Has the test runner that this process is offer its tests as a scenario, after it has chosen and loaded them as always. They
 * have all the time they want, as snapshots are taken in between.
 */
export function repeatTests(): void {
  const [, script = ''] = process.argv;
  switch (packageOf(script)) {
    case 'mocha':
      process.argv.push('--no-parallel', '--timeout', '0', '--require', built('mochaTests.cjs'));
      return;
    case 'vitest':
      // Its workers load the tests by a setup file.
      if (process.env['VITEST'] === undefined) replaceMain('vitestTests.cjs');
      return;
    case 'jest':
    case 'jest-cli':
      process.argv.push('--runInBand', '--coverage=false', '--testTimeout', String(longestTimer));
      process.argv.push('--testRunner', built('jestTests.cjs'));
      return;
    default:
      // Else it starts a runner, as npx does, or has no test at all.
      replaceNodeTest(__dirname);
  }
}

/** Of `setTimeout`. */
const longestTimer = 2 ** 31 - 1;

function built(file: string): string {
  return path.join(__dirname, file);
}

/** Starts another script in place of the process' own: Node lets that be replaced. */
function replaceMain(file: string): void {
  const owner = module as unknown as { runMain: (script: string) => void };
  const { runMain } = owner;
  owner.runMain = () => {
    runMain(built(file));
  };
}

/** The name of the package that a script belongs to. */
function packageOf(script: string): string | undefined {
  try {
    for (
      let folder = path.dirname(realpathSync(script));
      folder !== path.dirname(folder);
      folder = path.dirname(folder)
    ) {
      const name = nameIn(path.join(folder, 'package.json'));
      if (name !== undefined) return name;
    }
  } catch {
    // There is no script.
  }
  return undefined;
}

function nameIn(manifest: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: string }).name;
  } catch {
    return undefined;
  }
}
