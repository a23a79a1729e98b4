import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findNode } from '../../src/capture/findNode.ts';
import { openHeap } from '../../src/capture/openHeap.ts';
import { v8Log } from '../../src/capture/v8Log.ts';
import type { Report } from '../../src/core/queries/report.ts';
import { heatline, profileCommand, reportOf } from './heatline.ts';
import { recordProgram } from './recordProgram.ts';
import { scratchFolder } from './scratchFolder.ts';

const program = path.resolve('test/fixtures/v8-log/program.mjs');
const near = path.resolve('test/fixtures/v8-log/near.mjs');
const withLog = ['--with', 'v8-log'];
const busy = 'let sum = 0;\nfor (;;) {\n  sum += Math.sqrt(sum + 1) % 7;\n}\n';

function fallbacks({ notes }: Report): string[] {
  return notes.filter(({ kind }) => kind === 'tool-fallback').map(({ message }) => message);
}

describe("V8's log", () => {
  const scratch = scratchFolder();

  it('has exact lines of inlined code and of calls', async () => {
    const { lines, tool } = await profileCommand(['node', program], { options: withLog });
    assert.equal(tool, 'v8-log');
    const ours = lines.filter(({ file }) => file === program || file === near);
    assert.equal(`${ours[0]?.file}:${ours[0]?.line}`, `${near}:27`);
    const call = ours.find(({ file, line }) => file === program && line === 6);
    assert.ok(call !== undefined && call.total >= (ours[0]?.self ?? Infinity));
  });

  it('is written by scripts that name Node as their interpreter', async () => {
    const script = scratch('script');
    writeFileSync(script, `#!/usr/bin/env node\nimport(${JSON.stringify(program)});\n`);
    chmodSync(script, 0o755);
    const report = await profileCommand([script], { options: withLog });
    assert.equal(report.tool, 'v8-log');
    assert.deepEqual(fallbacks(report), []);
  });

  it('is not written by other commands, and the report says so', async () => {
    const report = await profileCommand(['sh', '-c', `node ${program}`], { options: withLog });
    assert.equal(report.tool, 'v8');
    assert.deepEqual(fallbacks(report), ['sh is not Node, so that v8 measured instead of v8-log.']);
  });

  it('keeps what was written when a busy program is stopped', async () => {
    const file = scratch('busy.cjs');
    writeFileSync(file, busy);
    const { code, stdout } = await heatline(['profile', '--json', '--duration', '1', ...withLog, '--', 'node', file]);
    assert.equal(code, 143);
    const report = reportOf(stdout);
    const [hottest] = report.lines.filter((line) => line.file === file);
    assert.equal(hottest?.line, 3);
  });

  it('leaves a busy program open to heap snapshots', async function () {
    if (process.platform === 'win32') this.skip();
    const node = await findNode({ cwd: process.cwd(), env: process.env, configured: process.execPath });
    const found = await v8Log.find({ node, cwd: process.cwd(), env: process.env });
    assert.ok(found.state === 'found');
    const file = scratch('busy.heapsnapshot');
    const { self } = await recordProgram(
      { args: ['loop.cjs'] },
      {
        found,
        during: async (recording, child, ready) => {
          await ready();
          await recording.snapshot?.(child.pid ?? 0, file);
          child.kill('SIGTERM');
        },
      },
    );
    assert.ok(openHeap(file).heap.nodes.type.length > 1000);
    assert.ok((self.get('burn') ?? 0) > 0);
  });

  it('prints nothing of its own on the program’s stdout', async () => {
    const { stdout } = await heatline(['profile', '--json', ...withLog, '--', 'node', program]);
    assert.equal(stdout.trimEnd().split('\n').length, 1);
  });

  it('has the same lines after it was written as a .cpuprofile', async () => {
    const out = scratch('run.cpuprofile');
    const report = await profileCommand(['node', program], { options: [...withLog, '--out', out] });
    const again = reportOf((await heatline(['report', '--json', '--limit', '0', out])).stdout);
    const text = ({ lines }: Report): string[] =>
      lines.map(({ file, line, total }) => `${file}:${line} ${Math.round(total / 1000)}`).sort();
    assert.deepEqual(text(again), text(report));
  });
});
