import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Report } from '../../../src/core/queries/report.ts';
import { heatline, reportOf } from '../heatline.ts';
import { scratchFolder } from '../scratchFolder.ts';
import { cpuprofileText, type NodeText } from './profileText.ts';

const root = { id: 1, name: '(root)' };

describe('The report on a profile', () => {
  const at = scratchFolder();

  async function reportOn(text: string, name = 'a.cpuprofile'): Promise<Report> {
    writeFileSync(at(name), text);
    const { code, stdout, stderr } = await heatline(['report', at(name), '--json', '--limit', '0']);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    // What is not a number would be null.
    assert.doesNotMatch(stdout, /:null/);
    const report = reportOf(stdout);
    const sum = report.functions.reduce((all, { self }) => all + self, 0);
    assert.ok(Math.abs(sum - report.total) <= 1e-3 * report.total, `${sum} of ${report.total}`);
    for (const { totalShare } of [...report.functions, ...report.lines]) assert.ok(totalShare <= 1 + 1e-9);
    return report;
  }

  const kinds = ({ notes }: Report): string[] => [...new Set(notes.map(({ kind }) => kind))].sort();
  const total = (report: Report, name: string): number => report.functions.find((fn) => fn.name === name)?.total ?? 0;

  it('with a stack of 100 000 calls has all of them, in every form', async () => {
    const depth = 100_000;
    const nodes = Array.from({ length: depth }, (_, index) => ({
      id: index + 1,
      name: `f${index}`,
      children: index + 1 < depth ? [index + 2] : [],
    }));
    const text = cpuprofileText(nodes, { samples: [depth, depth], timeDeltas: [0, 1000], endTime: 2000 });
    const report = await reportOn(text);
    assert.equal(report.functions.length, depth);
    assert.equal(total(report, 'f0'), 2000);
    for (const out of ['a.folded', 'a.speedscope.json', 'b.cpuprofile']) {
      const { code, stderr } = await heatline(['convert', at('a.cpuprofile'), at(out)]);
      assert.equal(`${code}${stderr}`, '0');
    }
    const html = await heatline(['report', at('a.cpuprofile'), '--html', at('a.html')]);
    assert.equal(`${html.code}${html.stderr}`, '0');
  });

  it('of nested allocations 5 000 deep has all of them', async () => {
    const frame = '{"callFrame":{"functionName":"f","lineNumber":1},"selfSize":8,"children":[';
    const text = `{"head":${frame.repeat(5000)}${']}'.repeat(5000)}}`;
    assert.equal((await reportOn(text, 'a.heapprofile')).total, 40_000);
  });

  it('with names of 100 000 characters has them', async () => {
    const name = 'n'.repeat(100_000);
    const report = await reportOn(cpuprofileText([root, { id: 2, name, url: `file:///${name}.js`, line: 1 }]));
    assert.equal(report.functions[0]?.name, name);
  });

  const broken: Readonly<Record<string, readonly [nodes: readonly NodeText[], rest?: object]>> = {
    'with missing nodes': [
      [
        { ...root, children: [2, 7, 8] },
        { id: 2, name: 'work', children: [9] },
      ],
    ],
    'with duplicate ids': [
      [
        { ...root, children: [2] },
        { id: 2, name: 'work' },
        { id: 2, name: 'again' },
      ],
    ],
    'with calls in a circle': [
      [
        { ...root, children: [2] },
        { id: 2, name: 'work', children: [3] },
        { id: 3, name: 'back', children: [2] },
        { id: 4, name: 'alone', children: [4, 5] },
        { id: 5, name: 'loop', children: [4] },
      ],
    ],
    'with text for numbers': [
      [
        { ...root, children: ['2', 3] },
        { id: '2', name: 5, line: 'x', hitCount: 'many', ticks: [{ line: 'one', ticks: 'two' }] },
        { id: 3, name: 'work' },
      ],
    ],
    'with samples of nothing': [
      [
        { ...root, children: [2] },
        { id: 2, name: 'work' },
      ],
      { samples: [2, 99, null, 'x'], timeDeltas: [0, 1000, 1000, 1000] },
    ],
    'with too few times': [
      [
        { ...root, children: [2] },
        { id: 2, name: 'work' },
      ],
      { samples: [2, 2, 2], timeDeltas: [0, null] },
    ],
  };
  for (const [what, [nodes, rest]] of Object.entries(broken)) {
    it(`${what} says that data is bad`, async () => {
      const report = await reportOn(cpuprofileText(nodes, rest));
      assert.deepEqual(kinds(report), ['bad-data', 'few-samples']);
      assert.ok(total(report, 'work') > 0);
    });
  }

  it('with samples that go back in time has no negative time', async () => {
    const nodes = [
      { ...root, children: [2, 3] },
      { id: 2, name: 'work' },
      { id: 3, name: 'rest' },
    ];
    const report = await reportOn(
      cpuprofileText(nodes, { samples: [2, 3, 2, 3], timeDeltas: [1000, 1000, -500, 1500], endTime: 4000 }),
    );
    assert.equal(report.total, 3000);
    for (const { self } of report.functions) assert.ok(self >= 0);
  });

  it('with times beyond all clocks has finite numbers', async () => {
    const nodes = [
      { ...root, children: [2] },
      { id: 2, name: 'work' },
    ];
    for (const delta of [1e300, Number.MAX_VALUE, -Number.MAX_VALUE]) {
      await reportOn(cpuprofileText(nodes, { samples: [2, 2, 2, 2], timeDeltas: [0, delta, delta, delta] }));
    }
  });

  it('without a list of samples rests on the hits', async () => {
    const nodes = [
      { ...root, children: [2, 3], hitCount: 0 },
      { id: 2, name: 'work', hitCount: 30 },
      { id: 3, name: 'rest', hitCount: 10 },
    ];
    const text = cpuprofileText(nodes, { samples: undefined, timeDeltas: undefined, endTime: 40_000 });
    const report = await reportOn(text);
    assert.equal(report.samples, 40);
    assert.equal(total(report, 'work'), 30_000);
  });

  it('that was idle or has no samples is empty', async () => {
    const nodes = [
      { ...root, children: [2], hitCount: 0 },
      { id: 2, name: '(idle)', hitCount: 0 },
    ];
    for (const samples of [[2, 2, 2], []]) {
      const report = await reportOn(cpuprofileText(nodes, { samples, timeDeltas: samples.map(() => 1000) }));
      assert.equal(report.total, 0);
      assert.deepEqual(report.lines, []);
      const { code, stdout } = await heatline(['report', at('a.cpuprofile')]);
      assert.equal(code, 0);
      assert.doesNotMatch(stdout, /NaN|Infinity/);
    }
  });

  it('with hostile names prints them as text', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '[click](command:x)',
      '\u001b[31mred\u001b]0;title\u0007',
      'a\nb\rc',
      '</script>',
    ];
    const nodes = names.map((name, index) => ({
      id: index + 2,
      name,
      url: `file:///${encodeURIComponent(name)}`,
      line: 1,
    }));
    const report = await reportOn(cpuprofileText([{ ...root, children: nodes.map(({ id }) => id) }, ...nodes]));
    assert.deepEqual(report.functions.map(({ name }) => name).sort(), names.sort());
    const { stdout } = await heatline(['report', at('a.cpuprofile')]);
    // eslint-disable-next-line no-control-regex -- nothing of it may reach a terminal.
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    assert.match(stdout, /<img src=x onerror=alert\(1\)>/);
    assert.match(stdout, /a.b.c/);
  });

  it('with odd file names keeps them apart from the machine', async () => {
    const urls = [
      'file:///../../etc/passwd',
      'file://%zz/%',
      'file:///a%2',
      '../up.js',
      'http://host/a.js',
      'file://host/share.js',
      'C:\\x.js',
    ];
    const nodes = urls.map((url, index) => ({
      id: index + 2,
      name: `f${index}`,
      url,
      line: 1,
      ticks: [{ line: 2, ticks: 1 }],
    }));
    const report = await reportOn(cpuprofileText([{ ...root, children: nodes.map(({ id }) => id) }, ...nodes]));
    assert.equal(report.functions.filter(({ name }) => name.startsWith('f')).length, urls.length);
  });

  const maps: Readonly<Record<string, string>> = {
    'not JSON': 'not JSON',
    'of a wrong kind': '[1, 2]',
    empty: '{}',
    'with broken mappings': '{"version":3,"sources":["o.js"],"names":[],"mappings":"!!,;??"}',
    'to itself': '{"version":3,"sources":["app.js"],"names":[],"mappings":"AAAA;AACA;AACA"}',
    'to huge lines': '{"version":3,"sources":["o.js"],"names":[],"mappings":"AAAA;AA+/////HA;AACA"}',
    'to negative lines': '{"version":3,"sources":["o.js"],"names":[],"mappings":"AAAA;AAVA;AAVA"}',
    'to sources that are not there':
      '{"version":3,"sources":[null,"../../../gone.js"],"names":[],"mappings":"ACAA;AACA"}',
    'in sections':
      '{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{"version":3,"sources":["o.js"],"names":[],"mappings":"AAAA;AACA;AACA"}}]}',
    'in broken sections': '{"version":3,"sections":[{"offset":null,"map":5}]}',
  };
  for (const [what, map] of Object.entries(maps)) {
    it(`of a script whose source map is ${what} still has the script`, async () => {
      const report = await reportOnScript('app.js.map', map);
      assert.equal(report.functions.find(({ name }) => name === 'work')?.self, 2000);
      for (const { line } of report.lines) assert.ok(line > 0 && Number.isSafeInteger(line), `line ${line}`);
      if (what === 'in sections') assert.equal(report.lines[0]?.file, at('project', 'o.js'));
    });
  }

  for (const url of [
    'missing.map',
    'http://127.0.0.1:9/app.js.map',
    'app.js',
    '/',
    'data:application/json;base64,%%%',
    'file://%zz',
  ]) {
    it(`of a script whose source map is at ${url} has the script’s own lines, and says so`, async () => {
      const report = await reportOnScript(url, '');
      assert.equal(report.lines[0]?.file, at('project', 'app.js'));
      assert.ok(kinds(report).includes('no-source-map'));
    });
  }

  async function reportOnScript(mapUrl: string, map: string): Promise<Report> {
    mkdirSync(at('project'), { recursive: true });
    writeFileSync(
      at('project', 'app.js'),
      `function work() {\n  return 1;\n}\nwork();\n//# sourceMappingURL=${mapUrl}\n`,
    );
    writeFileSync(at('project', 'app.js.map'), map);
    const work = {
      id: 2,
      name: 'work',
      url: `file://${at('project', 'app.js')}`,
      line: 0,
      ticks: [{ line: 2, ticks: 2 }],
    };
    const text = cpuprofileText([{ ...root, children: [2] }, work], {
      samples: [2, 2],
      timeDeltas: [0, 1000],
      endTime: 2000,
    });
    return reportOn(text);
  }
});
