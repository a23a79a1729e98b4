import assert from 'node:assert/strict';
import path from 'node:path';
import type { Finding } from '../../src/core/analysis/insights/finding.ts';
import { heatline, profileCommand } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const programs = path.resolve('test/fixtures/findings');
const modules = path.resolve('node_modules');
const sample = path.resolve('test/workspaces/sample');

/** Half of the usual interval: as many samples from a shorter run. */
const options = ['--interval', '500'];

describe('Findings on a program that', () => {
  const cases = [
    { does: 'searches an array that grows', program: 'searchGrows.cjs', id: 'quadratic' },
    { does: 'searches an array that grows with a function', program: 'callbackGrows.cjs', id: 'quadratic' },
    { does: 'spreads what it collects', program: 'spread.cjs', id: 'quadratic' },
    { does: 'takes the first of a long queue', program: 'queue.cjs', id: 'quadratic' },
    { does: 'copies through JSON', program: 'json.cjs', id: 'jsonOrRegExp' },
    { does: 'has a pattern that backtracks', program: 'backtracking.cjs', id: 'jsonOrRegExp' },
    { does: 'keeps the garbage collector busy', program: 'garbage.cjs', id: 'gcPressure' },
    { does: 'derives keys synchronously', program: 'syncIo.cjs', id: 'syncIo', mark: 'key' },
    { does: 'reads a file again and again', program: 'syncIo.cjs', id: 'syncIo', mark: 'file' },
    { does: 'spends its time on a line', program: 'hotLine.cjs', id: 'hotLine' },
  ] as const;
  for (const { does, program, id, ...where } of cases) {
    it(does, async () => {
      const file = path.join(programs, program);
      const findings = await findingsOf(file);
      const line = markedLine(file, 'mark' in where ? where.mark : 'hot');
      const found = findings.find((finding) => finding.id === id && finding.place?.line === line);
      assert.ok(found, `no ${id} at ${line} in ${listed(findings)}`);
      assert.equal(found.place?.file, file);
      assert.ok(found.share > 0.15 && found.share <= 1);
      for (const fact of found.evidence) assert.match(fact, /\d+(\.\d+)? (ms|s|%)/);
      const expected = program === 'syncIo.cjs' ? ['syncIo', 'syncIo'] : [id];
      assert.deepEqual(
        findings.map((each) => each.id).filter((each) => each !== 'gcPressure' || id === 'gcPressure'),
        expected,
        listed(findings),
      );
    });
  }
});

describe('Findings on a program that mostly loads modules', () => {
  it('name the package that costs most', async () => {
    const findings = await findingsOf(path.join(programs, 'loading.cjs'));
    const loading = findings.find(({ id }) => id === 'moduleLoading');
    assert.ok(loading, listed(findings));
    assert.ok(loading.share > 0.3);
    assert.match(loading.evidence.join('\n'), /was for typescript\./);
  });
});

describe('Findings on a program that waits for one thing after the other', () => {
  it('say how long, and where', async () => {
    const file = path.join(programs, 'asyncGaps.cjs');
    const findings = await findingsOf(file);
    const waits = findings.find(({ id }) => id === 'asyncGaps');
    assert.ok(waits, listed(findings));
    assert.ok(waits.share > 0.5 && waits.share < 1);
    assert.equal(waits.place?.function, 'collect');
    assert.match(waits.evidence.join('\n'), /in \d+ waits after collect \(asyncGaps\.cjs:\d+\), before checksum/);
  });
});

describe('Findings on a program that deals its work out to threads', () => {
  it('blame no wait on the main thread, whose threads work meanwhile', async () => {
    const findings = await findingsOf(path.join(sample, 'workers.mjs'));
    assert.ok(!findings.some(({ id }) => id === 'asyncGaps'), listed(findings));
  });
});

describe("Findings of V8's log", () => {
  const withLog = ['--with', 'v8-log'];

  it('name the function whose optimised code is thrown away again and again', async () => {
    const file = path.join(programs, 'deoptLoop.cjs');
    const findings = await findingsOfRun([file], withLog);
    const line = markedLine(file, 'hot');
    const loop = findings.find(({ id, place }) => id === 'deoptLoop' && place?.line === line);
    assert.ok(loop, listed(findings));
    assert.match(loop.title, /^V8 threw away the optimised code of sumOfAreas \d+ times$/);
    assert.match(loop.evidence.join('\n'), /sumOfAreas itself took .+ of the busy time/);
  });

  it('leave functions alone that only warm up', async () => {
    const findings = await findingsOfRun([path.join(programs, 'healthy.cjs')], withLog);
    assert.ok(!findings.some(({ id }) => id === 'deoptLoop'), listed(findings));
  });
});

describe('Findings on a healthy program:', () => {
  const at = scratchFolder();
  const healthy = {
    'a bit of everything': () => findingsOf(path.join(programs, 'healthy.cjs')),
    'a program that sleeps': () => findingsOf(path.join(programs, 'sleeping.mjs')),
    'the planets': () => findingsOf(path.join(sample, 'nbody.mjs')),
    tsc: () => findingsOf(path.join(modules, 'typescript/bin/tsc'), '-p', 'src/core'),
    eslint: () => findingsOf(path.join(modules, 'eslint/bin/eslint.js'), 'src/core/model'),
    rollup: () => {
      const itself = path.join(modules, 'rollup/dist/es/rollup.js');
      return findingsOf(
        path.join(modules, 'rollup/dist/bin/rollup'),
        itself,
        '--silent',
        '--shimMissingExports',
        '-d',
        at('out'),
      );
    },
    'too short a run': () => findingsOf('-e', '1'),
  };
  for (const [name, run] of Object.entries(healthy)) {
    it(`none for ${name}`, async () => {
      const findings = await run();
      assert.deepEqual(findings, [], listed(findings));
    });
  }
});

describe('A report with findings', () => {
  it('has them after the notes, with place, evidence and advice', async () => {
    const program = path.join(programs, 'backtracking.cjs');
    const { stdout } = await heatline(['profile', ...options, '--', process.execPath, program]);
    const [, section = ''] = /\nfindings\n([^]*?)\n\n/.exec(stdout) ?? [];
    const [title, fact, advice] = section.split('\n');
    assert.match(
      title ?? '',
      /^ {2}Regular expressions take \d+ % of the time {2}test\/fixtures\/findings\/backtracking\.cjs:4$/,
    );
    assert.match(
      fact ?? '',
      /^ {4}isWord \(backtracking\.cjs:4\): .+, \d+ % of the busy time \([\d,]+ of [\d,]+ samples\)\.$/,
    );
    assert.match(advice ?? '', /^ {4}Advice: Look for nested/);
    assert.ok(stdout.indexOf('\nfindings\n') < stdout.search(/self +total +function/));
  });
});

function findingsOf(...args: readonly string[]): Promise<readonly Finding[]> {
  return findingsOfRun(args, options);
}

async function findingsOfRun(args: readonly string[], tool: readonly string[]): Promise<readonly Finding[]> {
  const { findings } = await profileCommand([process.execPath, ...args], { options: tool });
  return findings;
}

function listed(findings: readonly Finding[]): string {
  return findings
    .map(({ title, place, evidence }) => `${title} ${String(place?.line)} ${evidence.join(' ')}`)
    .join('\n');
}
