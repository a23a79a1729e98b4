import assert from 'node:assert/strict';
import type { Input } from '../../../../src/core/formats/format.ts';
import { formats, readProfile } from '../../../../src/core/formats/formats.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import { HeatlineError } from '../../../../src/core/model/heatlineError.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { report } from '../../../../src/core/queries/report.ts';
import { mapProfile } from '../../../../src/core/sources/mapProfile.ts';
import { inputOf } from '../inputOf.ts';
import { mutateBytes, mutateFields, mutateJson } from './mutate.ts';
import { mutateGmon } from './mutateGmon.ts';
import { mutateMessage } from './mutateMessage.ts';
import { fixtures } from './profileFixtures.ts';
import { randomNumbers } from './randomNumbers.ts';

const seed = Number(process.env['HEATLINE_SEED'] ?? 1);
const mutationsOfFormat = Number(process.env['HEATLINE_MUTATIONS'] ?? 300);

describe(`Mutated profiles, with HEATLINE_SEED=${seed}`, () => {
  for (const { id, accepts } of formats) {
    const originals = fixtures.filter((fixture) => accepts?.(fixture) === true);
    if (accepts === undefined) continue;
    it(`of ${id} are refused or give sound profiles`, () => {
      assert.ok(originals.length > 0);
      const random = randomNumbers(seed);
      for (let index = 0; index < mutationsOfFormat; index++) {
        const original = originals[index % originals.length];
        assert.ok(original);
        const mutate = index % 5 === 0 ? mutateBytes : (structured[id] ?? mutatorOf(original.bytes));
        const { bytes, change } = mutate(original.bytes, random);
        assertRefusedOrSound(
          inputOf(original.name, bytes, original.beside),
          `${original.id}, mutation ${index}: ${change}`,
        );
      }
    });

    it(`of ${id} that end in the middle are not taken for whole ones`, () => {
      const random = randomNumbers(seed);
      // Only JSON shows where it ends.
      for (const original of originals.filter(({ bytes }) => isJson(bytes))) {
        const whole = new Set(readProfile(original).notes.map(({ message }) => message));
        for (let index = 0; index < 50; index++) {
          const end = 1 + random(original.bytes.length - 2);
          const input = inputOf(original.name, original.bytes.subarray(0, end));
          assert.ok(
            refused(() => readProfile(input).notes.some(({ message }) => !whole.has(message))),
            `${original.id} up to ${end}`,
          );
        }
      }
    });
  }
});

/** Of formats whose structure bytes alone hardly ever leave whole. */
const structured: Readonly<Record<string, typeof mutateBytes>> = { pprof: mutateMessage, gprof: mutateGmon };

function mutatorOf(bytes: Uint8Array): typeof mutateBytes {
  if (isJson(bytes)) return mutateJson;
  const isText = bytes.subarray(0, 100).every((byte) => byte === 9 || byte === 10 || byte >= 32);
  return isText ? mutateFields : mutateBytes;
}

function isJson([first]: Uint8Array): boolean {
  return first === 0x7b || first === 0x5b;
}

function assertRefusedOrSound(input: Input, what: string): void {
  let profile: Profile;
  try {
    profile = readProfile(input);
  } catch (error) {
    assert.ok(error instanceof HeatlineError, `${what}: ${String(error instanceof Error ? error.stack : error)}`);
    return;
  }
  for (const each of [profile, mapProfile(profile, { readText: () => undefined })]) {
    assert.deepEqual(checkProfile(each), [], what);
    const { functions, total } = report(each, { limit: 0 });
    const sum = functions.reduce((all, { self }) => all + self, 0);
    assert.ok(Math.abs(sum - total) <= 1e-3 * total, `${what}: ${sum} of ${total}`);
    assert.ok(
      functions.every(({ totalShare }) => totalShare <= 1 + 1e-9),
      what,
    );
  }
}

/** Whether reading is refused, or says what it doubts. */
function refused(readsWithDoubt: () => boolean): boolean {
  try {
    return readsWithDoubt();
  } catch (error) {
    return error instanceof HeatlineError;
  }
}
