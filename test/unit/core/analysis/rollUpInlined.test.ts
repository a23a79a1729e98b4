import assert from 'node:assert/strict';
import { lineTimes } from '../../../../src/core/analysis/lineTimes.ts';
import { rollUpInlined } from '../../../../src/core/analysis/rollUpInlined.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';

interface FrameInput {
  readonly name: string;
  readonly isOwn: boolean;
  readonly isInlined?: boolean;
  readonly callLine?: number;
}

/** One sample of a millisecond on a line of the last frame. */
function profileOfFrames(frames: readonly FrameInput[], line: number): Profile {
  const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
  builder.thread({ name: 'main', pid: 1, tid: 0 });
  let node = -1;
  for (const { name, isOwn, isInlined = false, callLine = 0 } of frames) {
    const category = isOwn ? 'own' : 'dependency';
    const fn = builder.function({ name, file: `/${category}.cpp`, line: 1, column: 0, category });
    node = builder.node(node, fn, 0, callLine);
    if (isInlined) builder.markInlined(node);
  }
  builder.sample(node, 1000, 0);
  builder.weigh(node, 1000, 1);
  builder.line(node, line, 1000);
  return builder.finish();
}

function selfLines(profile: Profile): string[] {
  assert.deepEqual(checkProfile(profile), []);
  return lineTimes(profile)
    .filter(({ self }) => self > 0)
    .map(({ file, line, self }) => `${file}:${line} ${self}`);
}

const main = { name: 'main', isOwn: true };
const begin = { name: 'vector::begin', isOwn: false, isInlined: true, callLine: 7 };
const next = { name: 'iterator::next', isOwn: false, isInlined: true, callLine: 90 };

describe('rollUpInlined', () => {
  it('puts inlined code of libraries on the line that it was inlined into', () => {
    const rolled = rollUpInlined(profileOfFrames([main, begin, next], 1073));
    assert.deepEqual(selfLines(rolled), ['/own.cpp:7 1000']);
    assert.deepEqual([...rolled.nodes.parent], [-1]);
    assert.deepEqual([...rolled.samples.node], [0]);
  });

  it('leaves own code where it is, inlined or not', () => {
    const inlined = { name: 'square', isOwn: true, isInlined: true, callLine: 7 };
    assert.deepEqual(selfLines(rollUpInlined(profileOfFrames([main, inlined], 3))), ['/own.cpp:3 1000']);
    const within = rollUpInlined(profileOfFrames([main, inlined, { ...begin, callLine: 4 }], 1073));
    assert.deepEqual(selfLines(within), ['/own.cpp:4 1000']);
    assert.deepEqual([...within.nodes.inlined], [0, 1]);
  });

  it('leaves code that was called, and what no own code is around', () => {
    const called = profileOfFrames([main, { ...begin, isInlined: false }], 1073);
    assert.equal(rollUpInlined(called), called);
    const sort = { name: 'qsort', isOwn: false, callLine: 7 };
    const library = profileOfFrames([main, sort, next], 1073);
    assert.equal(rollUpInlined(library), library);
  });

  it('calls from the own line what inlined code called', () => {
    const compare = { name: 'compare', isOwn: true, callLine: 91 };
    const { nodes } = rollUpInlined(profileOfFrames([main, begin, next, compare], 3));
    assert.deepEqual([...nodes.parent], [-1, 0]);
    assert.deepEqual([...nodes.callLine], [0, 7]);
  });
});
