import assert from 'node:assert/strict';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { heatline, reportOf } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

/** What V8 holds in one string, which is as far as JSON.parse goes. */
const longestString = 512 * 2 ** 20;

describe('A CPU profile that is larger than the longest string', () => {
  const at = scratchFolder();

  it('opens with all of its samples', async () => {
    const file = at('huge.cpuprofile');
    const samples = writeHugeProfile(file);
    assert.ok(statSync(file).size > longestString);
    const { code, stdout, stderr } = await heatline(['report', file, '--json']);
    assert.equal(`${code}${stderr}`, '0');
    const report = reportOf(stdout);
    assert.equal(report.samples, samples);
    assert.equal(report.total, samples * 100);
    assert.deepEqual(report.functions.map(({ name }) => name).sort(), ['work0', 'work1']);
    for (const { self } of report.functions) assert.equal(self, report.total / 2);
  });
});

/** Two functions take turns as callees of the root; what fills the file is how long their call frames are. */
function writeHugeProfile(path: string): number {
  const url = `file:///${'deep/'.repeat(2 ** 12)}app.js`;
  const count = 2 * Math.ceil(longestString / url.length / 2);
  const ids = Array.from({ length: count }, (_, index) => index + 2);
  const frame = (functionName: string): string =>
    JSON.stringify({ functionName, scriptId: '1', url, lineNumber: 1, columnNumber: 1 });
  const frames = [frame('work0'), frame('work1')];
  const file = openSync(path, 'w');
  writeSync(file, `{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"},"children":[${ids.join()}]}`);
  for (const id of ids) writeSync(file, `,{"id":${id},"callFrame":${frames[id % 2]}}`);
  const samples = { samples: ids, timeDeltas: ids.map((id) => (id === 2 ? 0 : 100)) };
  writeSync(file, `],"startTime":0,"endTime":${count * 100},${JSON.stringify(samples).slice(1)}`);
  closeSync(file);
  return count;
}
