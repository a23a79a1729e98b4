// What VS Code's extension host runs as its tests: every file beside this one, or those that HEATLINE_TESTS names.
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { screenshot } from './workbench.ts';

export async function run(): Promise<void> {
  reportToFile();
  let failures;
  try {
    failures = await runTests();
  } catch (error) {
    Mocha.reporters.Base.consoleLog(error);
    throw error;
  }
  if (failures > 0) throw new Error(`${failures} failed`);
}

function runTests(): Promise<number> {
  const ci = Boolean(process.env['CI']);
  // A workbench on a busy machine drops a key or closes a hover now and then; what fails three times is broken.
  const mocha = new Mocha({ timeout: 60_000, retries: 2, forbidPending: ci, rootHooks: { afterEach: keepPicture } });
  const only = process.env['HEATLINE_TESTS'] ?? '';
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.cjs') && file.includes(only)) mocha.addFile(path.join(__dirname, file));
  }
  if (mocha.files.length === 0) throw new Error(`No test file has '${only}' in its name.`);
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    // Why it failed the first time is nowhere else.
    runner.on('retry', (test: Mocha.Test, error: Error) => {
      Mocha.reporters.Base.consoleLog(`    again: ${test.title}: ${error.stack ?? error.message}`);
    });
    runner.once('end', () => {
      const counts = process.env['HEATLINE_COUNTS'];
      if (counts) writeFileSync(counts, JSON.stringify(runner.stats));
    });
  });
}

/** The extension host's console reaches the terminal late and mixed with VS Code's own lines; a file is exact. */
function reportToFile(): void {
  const report = process.env['HEATLINE_REPORT'];
  if (!report) return;
  Mocha.reporters.Base.consoleLog = (...data: unknown[]) => {
    appendFileSync(report, `${format(...data)}\n`);
  };
}

async function keepPicture(this: Mocha.Context): Promise<void> {
  const test = this.currentTest;
  if (test?.state === 'failed') await screenshot(`failed ${test.fullTitle().replaceAll(/[^\w ]/g, '')}`);
}
