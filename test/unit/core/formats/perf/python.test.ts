// Python's functions on the stacks of real recordings: named by a map, and by a jitdump that tells how to unwind them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { functionTimes } from '../../../../../src/core/analysis/functionTimes.ts';
import { lineTimes } from '../../../../../src/core/analysis/lineTimes.ts';
import type { Input } from '../../../../../src/core/formats/format.ts';
import { readProfile } from '../../../../../src/core/formats/formats.ts';
import { at } from '../../../../../src/core/model/at.ts';
import type { Profile } from '../../../../../src/core/model/profile.ts';
import { placePython } from '../../../../../src/core/sources/placePython.ts';
import { inputOf } from '../../inputOf.ts';
import { bytesOf, recording, stacksOf } from './recordings.ts';

const program = '/tmp/project/hot.py';
const host = {
  readText: (file: string) =>
    file === program ? readFileSync('test/fixtures/perf/program/hot.py', 'utf8') : undefined,
};

/** `mix 4 90 %`: the functions of the program, where they begin, and their share with all that they called. */
function shares(profile: Profile): string[] {
  const { total, sum } = functionTimes(profile);
  return profile.functions.file.flatMap((file, fn) => {
    const share = Math.round((100 * at(total, fn)) / sum);
    return file === program && share > 0
      ? [`${at(profile.functions.name, fn)} ${at(profile.functions.line, fn)} ${share} %`]
      : [];
  });
}

describe('A recording of Python', () => {
  it('has its functions between native frames, on the lines that they begin on', () => {
    const profile = placePython(readProfile(recording('python.perf.data')), host);
    assert.deepEqual(shares(profile), [
      '<module> 1 98 %',
      'main 22 98 %',
      'Shop.total 14 87 %',
      'Shop.total.<locals>.<genexpr> 14 87 %',
      'Shop.price 11 87 %',
      'mix 4 87 %',
      'sort 18 11 %',
      'sort.<locals>.<genexpr> 18 7 %',
      'sort.<locals>.<lambda> 18 2 %',
    ]);
    const { sum } = functionTimes(profile);
    const lines = lineTimes(profile).filter(({ file }) => file === program);
    assert.deepEqual(
      lines.map(({ line, total }) => [line, Math.round((100 * total) / sum)]).sort(([a = 0], [b = 0]) => a - b),
      [
        [1, 98],
        [4, 87],
        [11, 87],
        [14, 87],
        [18, 11],
        [22, 98],
      ],
    );
    assert.match(stacksOf(profile, 'name').join('\n'), /<module> > .*main > .*Shop\.total > .*Shop\.price > .*mix > /);
    assert.ok(profile.notes.some(({ message }) => message.includes('stands on its first line')));
  });

  it('whose stacks perf unwinds with the tables of its jitdump has them, too', () => {
    const asked: (readonly string[])[] = [];
    const unwound = (dumps: readonly string[]): Input => {
      asked.push(dumps);
      return inputOf('stacks', bytesOf('python-dwarf.stacks'));
    };
    const profile = placePython(readProfile({ ...recording('python-dwarf.perf.data'), unwound }), host);
    assert.deepEqual(shares(profile), [
      'mix 4 91 %',
      'sort.<locals>.<genexpr> 18 2 %',
      'sort.<locals>.<lambda> 18 2 %',
    ]);
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.join() ?? '', /^\/tmp\/jit-\d+\.dump$/);
    assert.ok(!profile.modules.some(({ file }) => file.includes('jitted')));
  });
});
