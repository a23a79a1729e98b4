import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
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

  it('says where it cannot be written', async () => {
    const file = at('none', 'x.heapsnapshot');
    const { code, stderr } = await heatline(['snapshot', String(process.pid), '--out', file]);
    assert.equal(code, 2);
    assert.equal(stderr, `heatline: ${file} cannot be written. Its folder does not exist.\n`);
  });
});
