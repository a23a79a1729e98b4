// What `npm test` runs, in this order, up to the first stage that fails. `node test/run.mjs unit vscode` runs only those.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';

const minute = 60_000;

const stages = {
  check: { title: 'Types, lint, format and dead code', commands: ['npm run check'] },
  build: { title: 'Build', commands: ['node esbuild.mjs'] },
  unit: { title: 'Unit tests', commands: ['node test/mocha.mjs out/test/unit 10000'] },
  fuzz: {
    title: 'Ten thousand broken files of each format',
    commands: ['node test/mocha.mjs out/test/unit/core/formats 900000'],
    env: { HEATLINE_MUTATIONS: '10000' },
  },
  e2e: { title: 'The built command line', commands: ['node test/mocha.mjs out/test/e2e 120000'] },
  ui: { title: 'The pages in a browser', commands: ['node test/mocha.mjs out/test/ui 60000'] },
  vscode: { title: 'The extension in VS Code', commands: ['node test/vscode/run.mjs'] },
  reload: {
    title: 'The window of VS Code, reloaded',
    commands: ['node test/vscode/run.mjs'],
    env: { HEATLINE_TESTS: 'reload' },
  },
  package: {
    title: 'The package, installed in VS Code',
    commands: [
      'npm run package',
      'node test/mocha.mjs out/test/package 60000',
      'node test/vscode/run.mjs heatline.vsix',
    ],
    env: { HEATLINE_TESTS: 'smoke' },
  },
};

// Far above what a stage takes on a slow machine: it only keeps a run that hangs from hanging for ever.
const limit = 20 * minute;

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in stages));
if (unknown) {
  console.error(`There is no stage '${unknown}'. The stages are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'heatline-test-'));
const counts = { passes: 0, failures: 0, pending: 0 };
let succeeded = true;
for (const name of asked.length > 0 ? asked : Object.keys(stages)) succeeded &&= await runStage(name);
rmSync(scratch, { recursive: true });

if (!succeeded) {
  // A stage can fail outside a test (lint, a crash); the sum must not look as if nothing had failed.
  counts.failures ||= 1;
  process.exitCode = 1;
}
const skipped = counts.pending > 0 ? `, ${counts.pending} skipped` : '';
console.log(`\n${counts.passes} passed, ${counts.failures} failed${skipped}`);

async function runStage(name) {
  const { title, commands, env } = stages[name];
  const started = Date.now();
  console.log(`\n=== ${name}: ${title}`);
  const file = join(scratch, name);
  let succeeded = true;
  for (const command of commands) {
    succeeded &&= await runCommand(command, { ...process.env, ...env, HEATLINE_COUNTS: file });
    addCounts(file);
  }
  console.log(`=== ${name} ${succeeded ? 'took' : 'failed after'} ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return succeeded;
}

/** In a process group of its own, so that whatever a stage has left running can be ended with it. */
function runCommand(line, env) {
  const [command, ...args] = line.split(' ');
  const windows = process.platform === 'win32';
  const child = spawn(command, args, { env, stdio: 'inherit', detached: !windows, shell: windows });
  const signal = (name) => (windows ? child.kill(name) : process.kill(-child.pid, name));
  let killing;
  const stop = () => {
    signal('SIGINT');
    killing = setTimeout(() => signal('SIGKILL'), 15_000);
  };
  const timer = setTimeout(() => {
    console.error(`'${line}' did not end within ${limit / minute} minutes and was stopped.`);
    stop();
  }, limit);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearTimeout(timer);
      clearTimeout(killing);
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve(code === 0);
    });
  });
}

function addCounts(file) {
  if (!existsSync(file)) return;
  const stats = JSON.parse(readFileSync(file, 'utf8'));
  for (const key of Object.keys(counts)) counts[key] += stats[key];
  rmSync(file);
}
