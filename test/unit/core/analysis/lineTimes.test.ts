import assert from 'node:assert/strict';
import { lineTimes } from '../../../../src/core/analysis/lineTimes.ts';
import { appendProfile } from '../../../../src/core/model/appendProfile.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { profileOf } from '../profileOf.ts';

/** `line self/total`, in ms, `~` where the total is estimated. */
function linesOf(profile: Profile): string[] {
  return lineTimes(profile)
    .map(({ line, self, total, estimated }) => ({
      line,
      text: `${line} ${self / 1000}/${estimated ? '~' : ''}${total / 1000}`,
    }))
    .sort((a, b) => a.line - b.line)
    .map(({ text }) => text);
}

/** The profile with call lines: `main>parse 7` says that main calls parse on line 7. */
function withCalls(profile: Profile, ...calls: readonly string[]): Profile {
  const builder = new ProfileBuilder(profile);
  appendProfile(
    builder,
    profile,
    profile.threads.map((thread) => builder.thread(thread)),
  );
  for (const call of calls) {
    const [, caller = '', callee = '', line = ''] = /^(.*)>(.*) (\d+)$/.exec(call) ?? [];
    builder.call(profile.functions.name.indexOf(caller), profile.functions.name.indexOf(callee), Number(line));
  }
  return builder.finish();
}

describe('lineTimes', () => {
  it('puts self weight on the line where samples ended', () => {
    assert.deepEqual(linesOf(profileOf('main@/a.js:3 2', 'main@/a.js:3 1', 'main@/a.js:5 4')), ['3 3/3', '5 4/4']);
  });

  it('gives a call line what its callee took, as an estimate', () => {
    const profile = profileOf('main@/a.js:3 1', 'main@/a.js:3;parse@/b.js:20 5');
    assert.deepEqual(linesOf(withCalls(profile, 'main>parse 7')), ['3 1/1', '7 0/~5', '20 5/5']);
  });

  it('shares a callee out over the lines that may have called it', () => {
    const profile = profileOf('main@/a.js:3;parse@/b.js:20 6');
    assert.deepEqual(linesOf(withCalls(profile, 'main>parse 7', 'main>parse 8')), ['7 0/~3', '8 0/~3', '20 6/6']);
  });

  it('counts the call line of a recursive function once a stack', () => {
    const profile = profileOf('fib@/a.js:2;fib@/a.js:2;fib@/a.js:2 6');
    assert.deepEqual(linesOf(withCalls(profile, 'fib>fib 3')), ['2 6/6', '3 0/~6']);
  });

  it('gives a recorded call line exactly what its callee took', () => {
    const profile = profileOf('main@/a.js:3;parse<7@/b.js:20 6', 'main@/a.js:3;parse<8@/b.js:20 2');
    assert.deepEqual(linesOf(withCalls(profile, 'main>parse 7', 'main>parse 9')), ['7 0/6', '8 0/2', '20 8/8']);
  });

  it('estimates only callees whose call line was not recorded', () => {
    const profile = profileOf('main@/a.js:3;parse<7@/b.js:20 6', 'main@/a.js:3;draw@/b.js:30 2');
    assert.deepEqual(linesOf(withCalls(profile, 'main>draw 5')), ['5 0/~2', '7 0/6', '20 6/6', '30 2/2']);
  });

  it('counts a recorded call line of a recursive function once a stack', () => {
    const profile = profileOf('fib@/a.js:2;fib<3@/a.js:2;fib<3@/a.js:2 6', 'fib@/a.js:2;fib<4@/a.js:2;fib<3@/a.js:2 1');
    assert.deepEqual(linesOf(profile), ['2 7/7', '3 0/7', '4 0/1']);
  });

  it('puts weight without a line on the function, and says how much', () => {
    const [time] = lineTimes(profileOf('main@/a.js:0 4'));
    assert.deepEqual([time?.line, time?.self, time?.unplaced], [1, 4000, 4000]);
  });

  it('leaves out functions without a file and idle time', () => {
    assert.deepEqual(linesOf(profileOf('(garbage collector) 4', '(idle) 9')), []);
  });
});
