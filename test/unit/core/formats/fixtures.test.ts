import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { formats, readProfile } from '../../../../src/core/formats/formats.ts';
import { writePprof } from '../../../../src/core/formats/pprof/writePprof.ts';
import { writeCpuprofile } from '../../../../src/core/formats/writeCpuprofile.ts';
import { writeHeapprofile } from '../../../../src/core/formats/writeHeapprofile.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { report } from '../../../../src/core/queries/report.ts';
import { reportText } from '../../../../src/core/queries/reportText.ts';
import { inputOf } from '../inputOf.ts';
import { fixtures } from './profileFixtures.ts';

for (const { id, path, name, bytes, beside } of fixtures) {
  describe(`The profile ${id}`, () => {
    it('is accepted by exactly one format, by its name or without', () => {
      const accepting = (input: string): string[] =>
        formats.filter(({ accepts }) => accepts?.(inputOf(input, bytes)) === true).map((format) => format.id);
      assert.equal(accepting(name).length, 1);
      assert.deepEqual(accepting('unnamed'), accepting(name));
    });

    it('is sound', () => {
      assert.deepEqual(checkProfile(readProfile(inputOf(name, bytes, beside))), []);
    });

    it('has the report of its golden file', () => {
      const text = textOf(readProfile(inputOf(name, bytes, beside)));
      // Set it to take what is read now as right: then look at what changed.
      if (process.env['HEATLINE_UPDATE_GOLDEN'] === '1') writeFileSync(`${path}.txt`, text);
      assert.equal(text, readFileSync(`${path}.txt`, 'utf8'));
    });

    it('is the same after it was written and read again', () => {
      const profile = readProfile(inputOf(name, bytes, beside));
      const again = readProfile(inputOf('again', written(profile)));
      assert.deepEqual(checkProfile(again), []);
      // Rows of equal weight come in any order.
      if (isV8s(profile)) assert.deepEqual(textOf(again).split('\n').sort(), textOf(profile).split('\n').sort());
      else assert.deepEqual(linesOf(again), linesOf(profile));
    });
  });
}

/** V8's own format keeps all that V8 says. */
function isV8s({ tool }: Profile): boolean {
  return tool.startsWith('v8');
}

function written(profile: Profile): Uint8Array {
  if (!isV8s(profile)) return writePprof(profile);
  return new TextEncoder().encode(profile.unit === 'bytes' ? writeHeapprofile(profile) : writeCpuprofile(profile));
}

/** Self by line: pprof has whole numbers, so that sums of estimated shares may differ. */
function linesOf(profile: Profile): string[] {
  const { functions, lines } = report(profile, { limit: 0 });
  const own = lines
    .filter(({ self }) => self >= 0.5)
    .map(({ file, line, self }) => `${file}:${line} ${self.toFixed(0)}`);
  return [
    ...own,
    ...functions.filter(({ self }) => self >= 0.5).map(({ name, file, self }) => `${name} ${file} ${self.toFixed(0)}`),
  ].sort();
}

function textOf(profile: Profile): string {
  return reportText(report(profile, { limit: 0 }), (file) => file);
}
