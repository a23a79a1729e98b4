import assert from 'node:assert/strict';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { writeCpuprofile } from '../../../../src/core/formats/writeCpuprofile.ts';
import { ProfileBuilder, type Origin } from '../../../../src/core/model/builder.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { inputOf } from '../inputOf.ts';

/** `main` calls `kernel` code, and `square`, which is inlined; samples overlap, as those of several processors do. */
function nativeProfile(origin: Partial<Origin> = {}): Profile {
  const builder = new ProfileBuilder({ format: 'perf', tool: 'perf', unit: 'microseconds', ...origin });
  const [first, second] = [1, 2].map((tid) => builder.thread({ name: 'mandel', pid: 7, tid }));
  const at = { line: 3, column: 0, category: 'own' } as const;
  const main = builder.function({ ...at, name: 'main', file: '/a b.cpp' });
  const square = builder.function({ ...at, name: 'square<double>', file: '/usr/include/c++/square.h' });
  const write = builder.function({
    name: 'ksys_write',
    file: '[kernel.kallsyms]',
    line: 0,
    column: 0,
    category: 'kernel',
  });
  for (const thread of [first, second]) {
    const root = builder.node(-1, main, thread);
    const inlined = builder.node(root, square, thread, 12);
    builder.markInlined(inlined);
    builder.weigh(root, 500, 0.5);
    builder.line(root, 12, 500);
    builder.weigh(inlined, 501.25, 0.5);
    builder.line(inlined, 4, 501.25);
    builder.sample(root, 1001.25, 100);
    const called = builder.node(root, write, thread, 14);
    builder.weigh(called, 1001, 1);
    builder.sample(called, 1001, 600);
  }
  builder.note('lines-unknown', 'ksys_write has no lines.');
  return builder.finish();
}

function read(text: string): Profile {
  return readProfile(inputOf('profile.cpuprofile', new TextEncoder().encode(text)));
}

describe('A native profile that is kept as a .cpuprofile', () => {
  it('comes back as it was', () => {
    const profile = nativeProfile();
    assert.deepEqual(checkProfile(profile), []);
    assert.deepEqual(read(writeCpuprofile(profile)), { ...profile, format: 'cpuprofile' });
  });

  it('comes back as it was with counted events', () => {
    const profile = nativeProfile({ unit: 'events', event: 'Ir', tool: 'callgrind' });
    assert.deepEqual(read(writeCpuprofile(profile)), { ...profile, format: 'cpuprofile' });
  });

  it('is a profile of V8 to whoever does not know the key', () => {
    const { heatline: _, ...plain } = JSON.parse(writeCpuprofile(nativeProfile())) as Record<string, unknown>;
    const profile = read(JSON.stringify(plain));
    assert.deepEqual(checkProfile(profile), []);
    assert.ok(profile.functions.name.includes('square<double>'));
  });

  for (const [what, breakIt] of Object.entries<(tables: Record<string, Record<string, unknown[]>>) => void>({
    'a parent that comes later': ({ nodes }) => nodes?.['parent']?.splice(1, 1, 5),
    'weights that do not add up': ({ lines }) => lines?.['weight']?.fill(1e9),
    'a thread that is none': ({ nodes }) => nodes?.['thread']?.fill(9),
    'columns of other things': ({ samples }) => samples?.['node']?.fill('main'),
  })) {
    it(`is read soundly with ${what}`, () => {
      const file = JSON.parse(writeCpuprofile(nativeProfile())) as {
        heatline: { tables: Record<string, Record<string, unknown[]>> };
      };
      breakIt(file.heatline.tables);
      const profile = read(JSON.stringify(file));
      assert.deepEqual(checkProfile(profile), []);
      assert.ok(profile.functions.name.includes('main'));
    });
  }
});
