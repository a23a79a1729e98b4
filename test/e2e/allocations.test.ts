import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../src/core/queries/report.ts';
import { canFetchNode, fetchNode } from './fetchNode.ts';
import { heatline, reportOf } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const program = path.resolve('test/fixtures/v8-allocations/program.cjs');
const scale = 40;

type RunReport = Report & { readonly memory?: Report };

for (const version of canFetchNode ? ['own', '22', '24'] : ['own']) {
  describe(`Allocations as V8 tracks them (Node ${version})`, () => {
    let report: RunReport;
    const line = (of: Report | undefined, mark: string) => {
      const found = of?.lines.find(({ file, line }) => file === program && line === markedLine(program, mark));
      assert.ok(found, `no line of ${mark}`);
      return found;
    };
    /** How many objects of a type live that the function on a line allocated. */
    const objects = (mark: string, type: RegExp): number =>
      (line(report, mark).types ?? []).filter(({ name }) => type.test(name)).reduce((sum, { count }) => sum + count, 0);

    before(async () => {
      const node = version === 'own' ? process.execPath : fetchNode(version);
      const command = [node, program, String(scale)];
      const { code, stdout, stderr } = await heatline([
        ...['profile', '--with', 'v8-allocations', '--json', '--limit', '0', '--'],
        ...command,
      ]);
      assert.equal(code, 0, stderr);
      report = reportOf(stdout);
    });

    it('are what the program allocated, freed or not, and what of it lives', () => {
      assert.deepEqual([report.unit, report.event, report.memory?.event], ['bytes', 'allocated', 'live']);
      // Nobody keeps the 4,000 strings, each with its object.
      assert.ok(line(report, 'churn').self > 4_000 * 40);
      const live = report.memory?.lines.find((each) => each.line === markedLine(program, 'churn'))?.self ?? 0;
      assert.ok(live < 0.1 * line(report, 'churn').self, `${live} bytes live`);
      for (const mark of ['login', 'listeners', 'texts'])
        assert.ok(line(report.memory, mark).self <= line(report, mark).self, mark);
    });

    it('have the types of what lives on the line of the function that allocated it', () => {
      const made = 50 * scale;
      // V8 loses the stack of an object now and then, and makes some of its own, as the array that it copies for `[user]`.
      const isMade = (mark: string, type: RegExp, count = made): void => {
        const found = objects(mark, type);
        assert.ok(Math.abs(found - count) <= 0.01 * made, `${found} of ${String(type)} in ${mark}`);
      };
      isMade('login', /^Session$/);
      isMade('constructor', /^Array$/);
      isMade('listeners', /^Function$/);
      isMade('texts', /string\)$/);
      isMade('buffers', /^Uint8Array$/, 20);
      // The table of the Map, which grows in `set`.
      assert.ok((line(report, 'login').types ?? []).some(({ name, weight }) => name === 'Map' && weight > 16 * made));
      const buffers = line(report, 'buffers').types?.find(({ name }) => name === 'ArrayBuffer');
      assert.ok((buffers?.weight ?? 0) >= 19 * 100_000, JSON.stringify(buffers));
    });
  });
}

describe('Allocations of TypeScript as V8 tracks them', () => {
  it('stand on its own lines, compiled in memory or not', async () => {
    const source = path.resolve('test/fixtures/v8-allocations/sessions.ts');
    const { code, stdout, stderr } = await heatline([
      ...['profile', '--with', 'v8-allocations', '--event', 'live', '--json', '--limit', '0'],
      ...['--', process.execPath, '--import', 'tsx', source],
    ]);
    assert.equal(code, 0, stderr);
    const report = reportOf(stdout);
    const found = report.lines.find(({ file, line }) => file === source && line === markedLine(source, 'login'));
    assert.equal(found?.function, 'login');
    assert.ok((found.types?.find(({ name }) => name === 'Login')?.count ?? 0) > 1900);
    assert.equal((report as RunReport).memory, undefined);
  });
});

describe('Allocations of a script that V8 has collected', () => {
  const scratch = scratchFolder();

  it('stand where its functions and constructors do', async () => {
    const lines = ['class Point {', '  constructor(x) {', '    this.x = [x];', '  }', '}'];
    const script = [...lines, 'function make() {', '  for (let x = 0; x < 1e5; x++) new Point(x);', '}', 'make();'];
    writeFileSync(scratch('gone.cjs'), script.join('\n'));
    const { code, stdout, stderr } = await heatline([
      ...['profile', '--with', 'v8-allocations', '--event', 'allocated', '--json'],
      ...['--', process.execPath, scratch('gone.cjs')],
    ]);
    assert.equal(code, 0, stderr);
    const [first, second] = reportOf(stdout).lines;
    assert.deepEqual([first?.function, first?.line, second?.function, second?.line], ['Point', 2, 'make', 6]);
  });
});
