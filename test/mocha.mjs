// Runs the built tests in a folder under Node: `node test/mocha.mjs <folder> <milliseconds a test may take>`.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

const [folder, timeout] = process.argv.slice(2);
// Profiles are samples: a run in which the machine stood still may show anything. What fails twice is broken.
const mocha = new Mocha({ timeout: Number(timeout), retries: 1, forbidPending: Boolean(process.env.CI) });
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.cjs'));
if (files.length === 0) throw new Error(`There are no tests in ${folder}.`);
for (const file of files.sort()) mocha.addFile(join(folder, file));

const runner = mocha.run((failures) => {
  if (process.env.HEATLINE_COUNTS) writeFileSync(process.env.HEATLINE_COUNTS, JSON.stringify(runner.stats));
  // Ends even if a test has left something open, as a hang tells nobody which one.
  process.exit(failures > 0 ? 1 : 0);
});
// Why it failed the first time is nowhere else.
runner.on('retry', (test, error) => console.log(`    again: ${test.title}: ${error.stack}`));
