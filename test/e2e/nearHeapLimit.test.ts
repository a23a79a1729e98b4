import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { heatline } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

/** Keeps orders until its memory runs out. */
const program = `class Order { constructor(id) { this.id = id; this.text = 'order ' + id; } }
const kept = [];
for (let id = 0; ; id++) kept.push(new Order(id));
`;

describe('heatline profile --near-heap-limit', () => {
  const at = scratchFolder();
  const snapshots = (): string[] => readdirSync(at()).filter((name) => name.endsWith('.heapsnapshot'));

  before(() => {
    writeFileSync(at('greedy.cjs'), program);
  });

  it('takes a heap snapshot when memory runs out, and says so', async () => {
    const command = [process.execPath, '--max-old-space-size=20', 'greedy.cjs'];
    const { stderr } = await heatline(['profile', '--near-heap-limit', '1', '--', ...command], { cwd: at() });
    const [name = '', ...others] = snapshots();
    assert.deepEqual(others, []);
    assert.ok(stderr.includes(`has what held it: heatline heap ${name}\n`), stderr);
    const { code, stdout } = await heatline(['heap', path.join(at(), name), '--limit', '3']);
    assert.equal(code, 0);
    assert.match(stdout, / Order /);
  });

  it('leaves no half of one that could not be written to its end', async () => {
    const before = snapshots();
    const limited = ['prlimit', '--fsize=500000', process.execPath, '--max-old-space-size=20', 'greedy.cjs'];
    const { stderr } = await heatline(['profile', '--with', 'v8', '--near-heap-limit', '1', '--', ...limited], {
      cwd: at(),
    });
    assert.match(stderr, /a heap snapshot could not be written to its end and was removed: is the disk full\?/);
    assert.deepEqual(snapshots(), before);
  });

  it('takes none of a program that has memory enough', async () => {
    const before = snapshots();
    const { code } = await heatline(['profile', '--near-heap-limit', '1', '--', process.execPath, '-e', '0'], {
      cwd: at(),
    });
    assert.equal(code, 0);
    assert.deepEqual(snapshots(), before);
  });
});
