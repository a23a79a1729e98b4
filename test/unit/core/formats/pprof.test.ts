import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { writePprof } from '../../../../src/core/formats/pprof/writePprof.ts';
import { report } from '../../../../src/core/queries/report.ts';
import { mapProfile } from '../../../../src/core/sources/mapProfile.ts';
import { inputOf } from '../inputOf.ts';

const microseconds: Readonly<Record<string, number>> = { '': 1, ms: 1e3, s: 1e6 };

describe('A pprof file', () => {
  it('that Go wrote has the times that go tool pprof -top has', () => {
    const folder = 'test/fixtures/go/1.19';
    const input = inputOf('cpu.pb', gunzipSync(readFileSync(`${folder}/cpu.pb.gz`)));
    const { functions, total } = report(readProfile(input), { limit: 0 });
    const times = new Map<string, { self: number; total: number }>();
    for (const { name, self, total: whole } of functions) times.set(name, { self, total: whole });
    const row = /^ *([\d.]+)(m?s)? +[\d.]+% +[\d.]+% +([\d.]+)(m?s)? +[\d.]+% +(.+?)(?: \((?:partial-)?inline\))?$/gm;
    const rows = [...readFileSync(`${folder}/top.txt`, 'utf8').matchAll(row)];
    assert.ok(rows.length > 20);
    const time = (number = '', unit = ''): number => Number(number) * (microseconds[unit] ?? NaN);
    for (const [, flat, flatUnit, cum, cumUnit, name = ''] of rows) {
      assert.deepEqual(times.get(name), { self: time(flat, flatUnit), total: time(cum, cumUnit) }, name);
    }
    assert.equal(
      total,
      rows.reduce((sum, [, flat, unit]) => sum + time(flat, unit), 0),
    );
  });

  it('of exact costs has their categories, and no doubt about lines that nobody told', () => {
    const costs = readProfile(inputOf('callgrind.out.1', readFileSync('test/fixtures/valgrind/3.19/callgrind.out.1')));
    const again = readProfile(inputOf('costs.pb', writePprof(costs)));
    const categories = (profile: typeof costs): string[] =>
      report(profile, { limit: 0 })
        .functions.filter(({ self }) => self > 0.5)
        .map(({ name, file, category }) => `${name} ${file} ${category}`)
        .sort();
    assert.deepEqual(categories(again), categories(costs));
    assert.deepEqual(mapProfile(again, { readText: () => undefined }).notes, []);
  });
});
