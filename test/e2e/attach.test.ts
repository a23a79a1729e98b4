import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../../src/core/queries/report.ts';
import { checkReport } from './checkReport.ts';
import { heatline, reportOf } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

const burn = `function cold(n) {
  return n + 1;
}

function burn(rounds) {
  let n = 0;
  for (let i = 0; i < rounds; i++) {
    n = cold(n);
    n += Math.sqrt(i) / Math.cbrt(n);
  }
  return n;
}

`;

const programs = {
  'loop.cjs': `${burn}console.log('runs');\nburn(Infinity);\n`,
  'server.cjs': `${burn}setInterval(() => burn(1e5), 1);\nconsole.log('runs');\n`,
  'exits.cjs': `${burn}const timer = setInterval(() => burn(1e5), 1);
process.stdin.once('data', () => setTimeout(() => clearInterval(timer), 6000));
process.stdin.unref();
console.log('runs');\n`,
  'worker.mjs': `import { Worker } from 'node:worker_threads';
new Worker(new URL('./loop.cjs', import.meta.url));
setInterval(() => undefined, 1000);\n`,
};

describe('heatline attach', function () {
  if (process.platform === 'win32') return;
  const scratch = scratchFolder();
  const children: ChildProcess[] = [];

  before(() => {
    for (const [name, text] of Object.entries(programs)) writeFileSync(scratch(name), text);
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** Starts a program, and waits until it runs. */
  const start = async (...args: string[]) => {
    const child = spawn(process.execPath, args, { cwd: scratch(), stdio: 'pipe' });
    child.stderr.resume();
    children.push(child);
    await once(child.stdout, 'data');
    return { child, pid: String(child.pid) };
  };
  const attach = (pid: string, ...options: string[]) => heatline(['attach', pid, '--json', '--limit', '0', ...options]);

  it('measures a busy loop on its lines, leaves it running, and can come back', async () => {
    const { child, pid } = await start('loop.cjs');
    for (const round of [1, 2]) {
      const { code, stdout, stderr } = await attach(pid, '--duration', '1.5');
      assert.equal(code, 0, `${round}: ${stderr}`);
      const report = reportOf(stdout);
      checkReport(report);
      assertBurns(report);
      assert.match(stderr, /^heatline: profiling loop\.cjs \(\d+\)/);
    }
    assert.equal(child.exitCode ?? child.signalCode, null);
    assert.equal(await inspectorIsOpen(), false);
  });

  it('measures what a program allocates', async () => {
    writeFileSync(
      scratch('allocate.cjs'),
      `setInterval(function grow() {\n  globalThis.kept = Array.from({ length: 1e5 }, () => ({}));\n}, 1);\nconsole.log('runs');\n`,
    );
    const { pid } = await start('allocate.cjs');
    const { code, stdout, stderr } = await attach(pid, '--measure', 'heap', '--duration', '1');
    assert.equal(code, 0, stderr);
    const report = reportOf(stdout);
    assert.equal(report.unit, 'bytes');
    assert.ok(report.total > 1e6, stdout);
    const [timeline] = report.timeline ?? [];
    const { peakHeapUsed = 0, peakRss = 0, worstLoopDelay = 0 } = timeline ?? {};
    assert.ok(peakHeapUsed > 1e6 && peakRss > peakHeapUsed && worstLoopDelay > 0, stdout);
    assert.ok(timeline?.pauses.some(({ kind }) => kind === 'scavenge'));
    const live = reportOf((await attach(pid, '--event', 'live', '--duration', '1')).stdout);
    assert.deepEqual([report.event, live.event], ['allocated', 'live']);
  });

  it('ends with the program, and has what it did to its end', async () => {
    const { child, pid } = await start('exits.cjs');
    child.stdin.write('end soon\n');
    const ended = once(child, 'exit');
    const { code, stdout, stderr } = await attach(pid);
    assert.equal(code, 0, stderr);
    assertBurns(reportOf(stdout));
    assert.deepEqual(await ended, [0, null]);
  });

  it('measures workers too', async () => {
    const { pid } = await start('worker.mjs');
    const { code, stdout, stderr } = await attach(pid, '--duration', '2');
    assert.equal(code, 0, stderr);
    assertBurns(reportOf(stdout));
  });

  it('uses an inspector that is open, and leaves it open', async () => {
    const { child, pid } = await start('--inspect=9233', 'server.cjs');
    const { code, stdout, stderr } = await attach(pid, '--duration', '1');
    assert.equal(code, 0, stderr);
    assertBurns(reportOf(stdout));
    assert.equal((await fetch('http://127.0.0.1:9233/json/version')).status, 200);
    assert.equal(child.exitCode, null);
  });

  it('says what it cannot attach to', async () => {
    const sleeper = spawn('sleep', ['60']);
    children.push(sleeper);
    const { pid: deaf } = await start(
      '-e',
      'process.on("SIGUSR1", () => {}); setInterval(() => {}, 1e3); console.log(1)',
    );
    const refusals = {
      [String(sleeper.pid)]:
        /^heatline: Process \d+ is not a Node program\. Choose the process that runs node itself\.\n$/,
      '4194304': /^heatline: There is no process 4194304\. It may have ended meanwhile\.\n$/,
      [deaf]:
        /^heatline: Process \d+ did not open its inspector: port 9229 may be taken, or .* handles SIGUSR1 itself\. Start it with --inspect=0/,
      none: /takes a whole number from 1/,
    };
    for (const [pid, message] of Object.entries(refusals)) {
      const { code, stderr } = await attach(pid, '--with', 'v8');
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
    assert.equal(sleeper.exitCode ?? sleeper.signalCode, null);
  });

  it('keeps a program that is killed from taking the report with it', async () => {
    const { child, pid } = await start('server.cjs');
    const attached = attach(pid);
    // Node says so on the program's stderr.
    for (let said = ''; !said.includes('Debugger attached');) said += String((await once(child.stderr, 'data'))[0]);
    await delay(1000);
    child.kill('SIGKILL');
    const { code, stderr } = await attached;
    assert.equal(code, 2);
    assert.match(stderr, /Process \d+ \(server\.cjs, Node [\d.]+\) was killed or crashed before it could save/);
  });
});

function assertBurns({ functions, lines, total }: Report): void {
  const burning = functions.filter(({ name }) => name === 'burn' || name === 'cold');
  const self = burning.reduce((sum, row) => sum + row.self, 0);
  assert.ok(self > 0.8 * total, JSON.stringify(functions.slice(0, 5)));
  assert.ok(lines[0]?.line === 9 || lines[0]?.line === 8, JSON.stringify(lines.slice(0, 5)));
}

/** Whether somebody listens where Node opens its inspector. */
async function inspectorIsOpen(): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(9229, '127.0.0.1');
    await once(server, 'listening');
    return false;
  } catch {
    return true;
  } finally {
    server.close();
  }
}
