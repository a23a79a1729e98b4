import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Input } from '../../../../../src/core/formats/format.ts';
import { readProfile } from '../../../../../src/core/formats/formats.ts';
import { at } from '../../../../../src/core/model/at.ts';
import { categoryName } from '../../../../../src/core/model/category.ts';
import { checkProfile } from '../../../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../../../src/core/model/profile.ts';
import { inputOf } from '../../inputOf.ts';
import { mutateBytes } from '../mutate.ts';
import { randomNumbers } from '../randomNumbers.ts';
import { bytesOf, recording, stacksOf } from './recordings.ts';

const dump = readdirSync('test/fixtures/perf/6.1').find((name) => name.endsWith('.dump')) ?? '';

describe('A recording of Node with its jitdump', () => {
  it('has JavaScript between native frames, by name, file and line', () => {
    const { functions, lines } = readProfile(recording('node.perf.data'));
    const square = functions.name.indexOf('square');
    assert.equal(at(functions.file, square), '/tmp/project/compute.cjs');
    assert.equal(at(functions.line, square), 2);
    assert.equal(categoryName(at(functions.category, square)), 'own');
    assert.ok(functions.file.includes('/usr/bin/node'));
    // The loop in `square` is where nearly all of the JavaScript's time goes.
    let hot = 0;
    let placed = 0;
    for (const [row, line] of lines.line.entries()) {
      if (line > 0) placed += at(lines.weight, row);
      if (line === 4) hot += at(lines.weight, row);
    }
    assert.ok(hot > 0.8 * placed, `${hot} of ${placed}`);
  });

  it('calls Node what is its own', () => {
    const { functions } = readProfile(recording('node.perf.data'));
    const internal = functions.file.findIndex((file) => file.startsWith('node:internal/'));
    assert.equal(categoryName(at(functions.category, internal)), 'runtime');
  });

  it('says so when the jitdump is not there', () => {
    const alone = readProfile(inputOf('node.perf.data', bytesOf('node.perf.data')));
    assert.equal(alone.functions.name.includes('square'), false);
    assert.deepEqual(
      alone.notes.map(({ kind }) => kind),
      ['no-source'],
    );
  });

  it('has the names of a perf-PID.map where that is all there is', () => {
    const { addresses, modules } = readProfile(inputOf('node.perf.data', bytesOf('node.perf.data')));
    const rows = [...addresses.offset.keys()].filter((row) => at(modules, at(addresses.module, row)).file === '//anon');
    const map = rows.map((row) => `${at(addresses.offset, row).toString(16)} 1 py::step:/home/dev/app.py\n`).join('');
    assert.ok(rows.length > 0);
    const named = readProfile(
      withBeside((name) => (name.endsWith('.map') ? inputOf(name, Buffer.from(map)) : undefined)),
    );
    assert.ok(named.functions.name.includes('step'));
    assert.equal(at(named.functions.file, named.functions.name.indexOf('step')), '/home/dev/app.py');
    assert.equal(
      stacksOf(named, 'name').some((stack) => stack.includes('step')),
      true,
    );
  });

  it('stays sound with a broken jitdump', () => {
    const random = randomNumbers(1);
    const original = bytesOf(dump);
    for (let index = 0; index < 200; index++) {
      const { bytes, change } = mutateBytes(original, random);
      const profile: Profile = readProfile(
        withBeside((name) => (name.endsWith('.dump') ? inputOf(name, bytes) : undefined)),
      );
      assert.deepEqual(checkProfile(profile), [], change);
    }
  });
});

function withBeside(beside: (name: string) => Input | undefined): Input {
  return { ...inputOf('node.perf.data', bytesOf('node.perf.data')), beside };
}
