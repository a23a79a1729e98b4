import assert from 'node:assert/strict';
import type { Report } from '../../src/core/queries/report.ts';
import { heatline } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

const file = '/home/dev/project/work.js';

/** Recordings of other tools, and the line that has the most time in each. */
const recordings: Readonly<Record<string, readonly [path: string, hottest: string]>> = {
  'Chromium, saved as DevTools does': ['chrome-trace/chromium-156/performance.json.gz', `${file}:4`],
  'Node, as a trace': ['chrome-trace/node-20/node.trace.json', `${file}:4`],
  'Firefox, as it writes it': ['gecko/raw-34/work.json', `${file}:4`],
  'the Firefox Profiler': ['gecko/processed-70/work.json', `${file}:4`],
  VTune: ['vtune/2024/source-line.csv', 'multiply.c:21'],
  Go: ['go/1.19/cpu.pb.gz', ''],
};

describe('A recording of another tool', () => {
  const at = scratchFolder();

  async function reportOn(path: string): Promise<Report> {
    const { code, stdout, stderr } = await heatline(['report', path, '--json', '--limit', '0']);
    assert.equal(`${code}${stderr}`, '0');
    return JSON.parse(stdout) as Report;
  }

  for (const [tool, [path, hottest]] of Object.entries(recordings)) {
    it(`by ${tool} has its hot line, also after it was converted`, async () => {
      const recorded = await reportOn(`test/fixtures/${path}`);
      assert.ok(recorded.total > 0);
      for (const name of ['again.pb.gz', 'again.cpuprofile', 'again.speedscope.json']) {
        const converted = await heatline(['convert', `test/fixtures/${path}`, at(name)]);
        assert.equal(`${converted.code}${converted.stderr}`, '0');
        const again = await reportOn(at(name));
        assert.ok(Math.abs(again.total - recorded.total) <= 1e-3 * recorded.total, `${name}: ${again.total}`);
        // speedscope has functions only.
        if (hottest === '' || name.endsWith('.speedscope.json')) continue;
        assert.deepEqual([recorded, again].map(hottestLine), [hottest, hottest], name);
      }
    });
  }
});

function hottestLine({ lines }: Report): string {
  return `${lines[0]?.file}:${lines[0]?.line}`;
}
