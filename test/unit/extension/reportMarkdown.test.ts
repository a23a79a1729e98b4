import assert from 'node:assert/strict';
import { ProfileBuilder } from '../../../src/core/model/builder.ts';
import { report } from '../../../src/core/queries/report.ts';
import { reportMarkdown } from '../../../src/extension/reportMarkdown.ts';

describe('reportMarkdown', () => {
  it('is two tables, with names that cannot break them', () => {
    const builder = new ProfileBuilder({ format: 'cpuprofile', tool: 'v8', unit: 'microseconds' });
    const fn = builder.function({ name: 'a|b', file: '/app/a.js', line: 2, column: 1, category: 'own' });
    const node = builder.node(-1, fn);
    builder.weigh(node, 1_000_000, 1000);
    builder.line(node, 3, 1_000_000);
    assert.equal(
      reportMarkdown('run.js', report(builder.finish(), { limit: 10 }), (file) => file.replace('/app/', '')),
      `**run&#46;js** — V8 · 1 s · 1,000 samples

| Function | Self | Total | Place |
|---|--:|--:|---|
| a&#124;b | 100 % · 1 s | 100 % · 1 s | a&#46;js&#58;2 |

| Line | Self | Total | Function |
|---|--:|--:|---|
| a&#46;js&#58;3 | 100 % · 1 s | 100 % · 1 s | a&#124;b |
`,
    );
  });
});
