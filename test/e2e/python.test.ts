// Python by lines: programs whose shares are known, and everything that a profiler must not change.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pythonRecording } from '../../src/capture/python/pythonRecording.ts';
import { readRecording } from '../../src/capture/readRecording.ts';
import { runTarget } from '../../src/capture/runTarget.ts';
import { readProfile } from '../../src/core/formats/formats.ts';
import { report, type Report } from '../../src/core/queries/report.ts';
import { installLanguages } from '../host/nativeTools.mjs';
import { heatline, profileCommand, reportOf } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const truth = path.resolve('test/fixtures/programs/python/truth.py');

const busy = `
def spin(count):
    total = 0
    for index in range(count):
        total = ((total * 3 + index) * 5 + 2) % 1000003  # hot
    return total
`;

describe('A program of Python', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();

  before(function () {
    this.timeout(600_000);
    installLanguages();
  });

  const script = (name: string, text: string): string => {
    const file = scratch(name);
    writeFileSync(file, text);
    return file;
  };
  const profiled = (args: readonly string[], options: readonly string[] = []) =>
    profileCommand(['python3', ...args], { options, cwd: scratch() });
  const isMostly = ({ lines: [hottest] }: Report, file: string, line: number): void => {
    assert.deepEqual([hottest?.file, hottest?.line, hottest?.estimated], [file, line, false]);
    assert.ok((hottest?.selfShare ?? 0) > 0.5, `${hottest?.selfShare}`);
  };

  it('has the time of each kind of code on the line that took it', async () => {
    const kinds = ['straight', 'leaf', 'recursion', 'generator', 'method', 'comprehension', 'awaiting', 'threads'];
    const calls = ['sorting', 'dumping', 'searching'];
    const seconds = 0.4;
    const all = [...kinds, ...calls];
    const report = await profiled([truth, ...all.map((kind) => `${kind}=${seconds}`), 'sleeping=0.5']);
    assert.deepEqual([report.tool, report.unit], ['python', 'microseconds']);
    const spent = all.length * seconds * 1e6;
    // Beside them, Python begins; processor time that a thread has spent is read as exactly as the kernel counts it.
    assert.ok(report.total > spent * 0.9 && report.total < spent * 1.3 + 3e5, `${report.total} of ${spent}`);
    for (const kind of all) {
      const line = report.lines.find((each) => each.file === truth && each.line === markedLine(truth, kind));
      // What a line calls in C is its own; json and re have functions of Python between.
      const share = line?.totalShare ?? 0;
      const expected = 1 / all.length;
      // Half is room for what Python does on other lines, and for some hundred samples, fewer where the machine is busy.
      assert.ok(Math.abs(share - expected) < expected / 2, `${kind}: ${share} for ${expected}`);
      if (kinds.includes(kind)) assert.ok((line?.selfShare ?? 0) > share / 2, kind);
    }
    const asleep = report.lines.find((each) => each.file === truth && each.line === markedLine(truth, 'sleeping'));
    assert.ok((asleep?.totalShare ?? 0) < 0.02, `${asleep?.totalShare}`);
    const names = new Set(report.functions.map(({ name }) => name.replace(/^.*\./, '')));
    for (const name of ['straight', 'price', 'factorial', 'numbers', 'sell']) assert.ok(names.has(name), name);
    assert.ok(
      report.functions.some(({ file, category }) => file.endsWith('json/encoder.py') && category === 'runtime'),
    );
  });

  it('runs as it does alone: its arguments, its name, its path and what it says at the end', async () => {
    const text = `${busy}
import sys, __main__
print(sys.argv[1:], __name__, __main__.__file__ == __file__, sys.path[0], sys.stdin.read())
spin(1000000)
raise SystemExit(3)
`;
    const file = script('alone.py', text);
    const { code, stdout, stderr } = await heatline(['profile', '--json', '--', 'python3', 'alone.py', '-x', 'y z'], {
      cwd: scratch(),
    });
    assert.equal(code, 3, stderr);
    assert.match(stdout, new RegExp(`^\\['-x', 'y z'\\] __main__ True ${scratch()} \n`));
    assert.equal(stderr, '');
    isMostly(reportOf(stdout), file, markedLine(file, 'hot'));
  });

  const ends = [
    { name: 'an error that nobody catches', end: "raise ValueError('bad')", status: 1, says: /ValueError: bad/ },
    { name: 'os._exit', end: 'import os; os._exit(5)', status: 5, says: /^$/ },
    { name: 'SIGKILL', end: 'import os; os.kill(os.getpid(), 9)', status: 137, says: /^$/ },
    { name: 'a crash', end: 'import ctypes; ctypes.string_at(0)', status: 139, says: /^$/ },
  ];
  for (const { name, end, status, says } of ends) {
    it(`keeps its profile and its status when it ends by ${name}`, async () => {
      const file = script('ends.py', `${busy}spin(2000000)\n${end}\n`);
      const { code, stdout, stderr } = await heatline(['profile', '--json', '--', 'python3', file]);
      assert.equal(code, status);
      assert.match(stderr, says);
      isMostly(reportOf(stdout), file, markedLine(file, 'hot'));
    });
  }

  it('hears of a signal once, with timers and handlers of its own', async () => {
    const text = `
import signal, sys, time
heard = []
def hear(number, frame):
    heard.append(number)
    if len(heard) == 1:
        time.sleep(0.3)
        print('heard', heard, flush=True)
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.exit(7)
signal.signal(signal.SIGTERM, hear)
signal.signal(signal.SIGPROF, lambda *_: None)
signal.setitimer(signal.ITIMER_PROF, 0.01, 0.01)
open('ready', 'w').close()
total = 0
while True:
    total = ((total * 3 + 1) * 5 + 2) % 1000003  # hot
`;
    const file = script('hears.py', text);
    const cli = [path.resolve('dist/cli.cjs'), 'profile', '--json', '--', 'python3', file];
    const child = spawn(process.execPath, cli, { cwd: scratch(), stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    while (!existsSync(scratch('ready'))) await delay(20);
    // Long enough for samples.
    await delay(500);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 7);
    assert.match(stdout, /^heard \[15\]\n/);
    isMostly(reportOf(stdout), file, markedLine(file, 'hot'));
  });

  it('is stopped after a time, in a busy loop', async () => {
    const file = script(
      'endless.py',
      'total = 0\nwhile True:\n    total = ((total * 3 + 1) * 5 + 2) % 1000003  # hot\n',
    );
    const { code, stdout } = await heatline(['profile', '--json', '--duration', '1', '--', 'python3', file]);
    assert.equal(code, 143);
    isMostly(reportOf(stdout), file, markedLine(file, 'hot'));
  });

  it('is measured with the processes that it starts and forks', async () => {
    const text = `${busy}
import multiprocessing, os, subprocess, sys
if __name__ == '__main__':
    multiprocessing.set_start_method('spawn')
    with multiprocessing.Pool(1) as pool:
        pool.map(spin, [2000000])
    subprocess.run([sys.executable, 'child.py'], check=True)
    child = os.fork()
    if child == 0:
        spin(2000000)
        os._exit(0)
    os.waitpid(child, 0)
`;
    const file = script('parent.py', text);
    const child = script('child.py', `${busy}spin(2000000)\n`);
    const report = await profiled([file]);
    const hot = report.lines.filter(({ self, line }) => self > 5e4 && line === markedLine(file, 'hot'));
    assert.deepEqual(hot.map((each) => each.file).sort(), [child, file].sort());
    const [own, started] = [file, child].map((each) => hot.find((line) => line.file === each)?.self ?? 0);
    // The same work twice.
    assert.ok((own ?? 0) > 1.2 * (started ?? 0), `${own} ${started}`);
  });

  it('is a module, or a script that names Python in its first line', async () => {
    const module = script('module.py', `${busy}spin(1500000)\n`);
    isMostly(await profiled(['-m', 'module']), module, markedLine(module, 'hot'));
    const file = script('tool', `#!/usr/bin/env python3\n${busy}spin(1500000)\n`);
    chmodSync(file, 0o755);
    isMostly(await profileCommand([file]), file, markedLine(file, 'hot'));
    isMostly(await profileCommand(['env', 'A=1', 'python3', file]), file, markedLine(file, 'hot'));
  });

  it('that is not there, is refused by Python itself', async () => {
    const { code, stderr } = await heatline(['profile', '--', 'python3', 'missing.py'], { cwd: scratch() });
    assert.equal(code, 2);
    assert.match(stderr, /can't open file .*missing\.py/);
  });

  it('under a Python that is too old is refused with what to do', async () => {
    const old = script('python3.7', "#!/bin/sh\necho '3.7.17 False'\n");
    chmodSync(old, 0o755);
    const { code, stderr } = await heatline(['profile', '--', old, truth]);
    assert.equal(code, 2);
    assert.match(stderr, /is Python 3\.7\.17\. Use 3\.8 or newer, or --with perf\./);
  });

  it('samples itself where its memory cannot be read, and says what that leaves out', async () => {
    const kinds = ['straight', 'recursion', 'sorting', 'threads'];
    const preload = path.resolve('dist/preload.cjs');
    const options = { measure: 'cpu', intervalUs: 1000, live: false, env: process.env, preload } as const;
    const recording = pythonRecording(options, 'inside');
    try {
      const started = recording.command(['python3', '-O', truth, ...kinds.map((kind) => `${kind}=0.4`)], scratch());
      const stop = (pid: number) => recording.stop(1000, pid);
      const end = await runTarget({ argv: started.argv, cwd: scratch(), env: process.env }, { stop });
      assert.equal(end.exitCode, 0);
      const profile = readRecording(await recording.finish(), readProfile);
      const { functions, lines, notes } = report(profile, { limit: 0 });
      assert.ok(
        notes.some(({ kind, message }) => kind === 'lines-unknown' && message.includes('at the ends of loops')),
      );
      for (const name of ['straight', 'recursion', 'sorting', 'threads']) {
        const named = functions.filter((fn) => fn.name === (name === 'threads' ? 'work' : name));
        const share = named.reduce((sum, { totalShare }) => sum + totalShare, 0);
        assert.ok(share > 0.6 / kinds.length, `${name}: ${share}`);
      }
      // What C does is exact.
      const sorted = lines.find(({ line }) => line === markedLine(truth, 'sorting'));
      assert.ok((sorted?.selfShare ?? 0) > 0.6 / kinds.length, `${sorted?.selfShare}`);
    } finally {
      recording.dispose();
    }
  });

  it('that samples itself ends as it does alone', () => {
    const script = path.resolve('dist/python/inside.py');
    const file = scratch('fails.py');
    writeFileSync(
      file,
      "import sys\nprint(sys.argv, __name__, sys.path[0], 'recording' in sys.modules)\nraise ValueError('bad')\n",
    );
    const run = (args: readonly string[]) => spawnSync('python3', args, { cwd: scratch(), encoding: 'utf8' });
    const { status, stdout, stderr } = run(['fails.py', 'a']);
    const measured = run([script, scratch(), '1000', 'fails.py', 'a']);
    assert.deepEqual([measured.status, measured.stdout, measured.stderr], [status, stdout, stderr]);
  });

  it('that is none is said to have left nothing', async () => {
    const { code, stderr } = await heatline(['profile', '--with', 'python', '--', 'sleep', '0.1']);
    assert.equal(code, 2);
    assert.match(stderr, /Nothing was measured: the program started no CPython/);
  });
});
