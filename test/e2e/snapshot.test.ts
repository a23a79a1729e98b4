import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import type { HeapReport } from '../../src/core/queries/heap/heapReport.ts';
import { heatline } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

describe('heatline snapshot', function () {
  if (process.platform === 'win32') return;
  const at = scratchFolder();
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  const start = async (...args: readonly string[]) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    await once(child.stdout, 'data');
    return { child, pid: String(child.pid) };
  };

  it('is taken of a busy loop, which goes on', async () => {
    const { child, pid } = await start(path.resolve('test/fixtures/leaks/busy.cjs'), 'leak');
    const file = at('busy.heapsnapshot');
    const { code, stdout, stderr } = await heatline(['snapshot', pid, '--out', file, '--json']);
    assert.equal(code, 0, stderr);
    const answer = JSON.parse(stdout) as { readonly file: string; readonly bytes: number };
    assert.equal(answer.file, file);
    assert.ok(answer.bytes > 100_000);
    const heap = JSON.parse((await heatline(['heap', file, '--json', '--limit', '0'])).stdout) as HeapReport;
    assert.ok(heap.classes.some(({ name }) => name === 'Reading'));
    assert.equal(child.exitCode ?? child.signalCode, null);
  });

  it('is taken several times in one go, for what leaks', async () => {
    const { pid } = await start(path.resolve('test/fixtures/leaks/busy.cjs'), 'leak');
    const taken = await heatline(['snapshot', pid, '--count', '3', '--each', '1', '--out', at('go.heapsnapshot')]);
    assert.equal(taken.code, 0, taken.stderr);
    const files = [0, 1, 2].map((index) => at(`go-${index}.heapsnapshot`));
    const { code, stdout } = await heatline(['leaks', ...files]);
    assert.equal(code, 1);
    assert.match(stdout, /^Leak: one kind of object[^]*^Reading /m);
  });

  it('is not compared with one of another session, as V8 numbers the objects anew', async () => {
    const { pid } = await start(path.resolve('test/fixtures/leaks/busy.cjs'), 'leak');
    const files = [0, 1, 2].map((index) => at(`apart-${index}.heapsnapshot`));
    for (const file of files) assert.equal((await heatline(['snapshot', pid, '--out', file])).code, 0);
    const [first = '', second = ''] = files;
    for (const args of [
      ['leaks', ...files],
      ['heap', second, '--compare', first],
    ]) {
      const { code, stdout, stderr } = await heatline(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^heatline: The snapshots cannot be compared, as V8 has numbered the objects anew.*\n$/);
    }
  });

  it('leaves no file when the program is killed meanwhile', async () => {
    const { child, pid } = await start(
      '-e',
      'globalThis.kept = Array.from({ length: 3e6 }, (_, id) => ({ id })); console.log(1); setInterval(() => {}, 1e3)',
    );
    const file = at('killed.heapsnapshot');
    const taken = heatline(['snapshot', pid, '--out', file]);
    while (!existsSync(`${file}.tmp`)) await delay(5);
    await delay(200);
    child.kill('SIGKILL');
    const { code, stdout, stderr } = await taken;
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^heatline: .*ended.*\n$/);
    assert.deepEqual(
      readdirSync(at()).filter((name) => name.startsWith('killed')),
      [],
    );
  });

  it('says that the disk is full, and leaves no file', async () => {
    const { pid } = await start('-e', 'console.log(1); setInterval(() => {}, 1e3)');
    const file = at('full.heapsnapshot');
    symlinkSync('/dev/full', `${file}.tmp`);
    const { code, stderr } = await heatline(['snapshot', pid, '--out', file]);
    assert.equal(code, 2);
    assert.equal(stderr, `heatline: ${file} cannot be written. The disk is full.\n`);
    assert.deepEqual(
      readdirSync(at()).filter((name) => name.startsWith('full')),
      [],
    );
  });

  it('leaves nothing where the system stops it in the middle of the file', async () => {
    const { child, pid } = await start('-e', 'console.log(1); setInterval(() => {}, 1e3)');
    execFileSync('prlimit', ['--pid', pid, '--fsize=500000']);
    const file = at('limited.heapsnapshot');
    const { code, stderr } = await heatline(['snapshot', pid, '--out', file]);
    assert.equal(code, 2);
    assert.equal(stderr, `heatline: ${file} cannot be written. The system allows no file as large as that.\n`);
    assert.equal(child.exitCode ?? child.signalCode, null);
    assert.deepEqual(
      readdirSync(at()).filter((name) => name.startsWith('limited')),
      [],
    );
  });

  it('says where it cannot be written', async () => {
    const file = at('none', 'x.heapsnapshot');
    const { code, stderr } = await heatline(['snapshot', String(process.pid), '--out', file]);
    assert.equal(code, 2);
    assert.equal(stderr, `heatline: ${file} cannot be written. Its folder does not exist.\n`);
  });
});
