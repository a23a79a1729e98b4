import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { formats, readProfile } from '../../../../src/core/formats/formats.ts';
import { writeCpuprofile } from '../../../../src/core/formats/writeCpuprofile.ts';
import { writeHeapprofile } from '../../../../src/core/formats/writeHeapprofile.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { report } from '../../../../src/core/queries/report.ts';
import { reportText } from '../../../../src/core/queries/reportText.ts';
import { inputOf } from '../inputOf.ts';
import { fixtures } from './profileFixtures.ts';

for (const { id, path, name, bytes } of fixtures) {
  describe(`The profile ${id}`, () => {
    it('is accepted by exactly one format, by its name or without', () => {
      const accepting = (input: string): string[] =>
        formats.filter(({ accepts }) => accepts?.(inputOf(input, bytes)) === true).map((format) => format.id);
      assert.equal(accepting(name).length, 1);
      assert.deepEqual(accepting('unnamed'), accepting(name));
    });

    it('is sound', () => {
      assert.deepEqual(checkProfile(readProfile(inputOf(name, bytes))), []);
    });

    it('has the report of its golden file', () => {
      const text = textOf(readProfile(inputOf(name, bytes)));
      // Set it to take what is read now as right: then look at what changed.
      if (process.env['HEATLINE_UPDATE_GOLDEN'] === '1') writeFileSync(`${path}.txt`, text);
      assert.equal(text, readFileSync(`${path}.txt`, 'utf8'));
    });

    it('is the same after it was written and read again', () => {
      const profile = readProfile(inputOf(name, bytes));
      // V8's formats have no place for events, nor for the kernel's and unnamed code.
      if (profile.tool === 'perf') return;
      const written = profile.unit === 'bytes' ? writeHeapprofile(profile) : writeCpuprofile(profile);
      const again = readProfile(inputOf('again', new TextEncoder().encode(written)));
      assert.deepEqual(checkProfile(again), []);
      // Rows of equal weight come in any order.
      assert.deepEqual(textOf(again).split('\n').sort(), textOf(profile).split('\n').sort());
    });
  });
}

function textOf(profile: Profile): string {
  return reportText(report(profile, { limit: 0 }), (file) => file);
}
