import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lineTimes, type LineTime } from '../../../../src/core/analysis/lineTimes.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import { mapProfile } from '../../../../src/core/sources/mapProfile.ts';
import { inputOf } from '../inputOf.ts';

const folder = 'test/fixtures/v8-log';
const texts = new Map(['program.mjs', 'near.mjs'].map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]));

/** The 1-based line of the program with a comment. */
function lineOf(file: string, comment: string): number {
  const line = (texts.get(file) ?? '').split('\n').findIndex((text) => text.endsWith(`// ${comment}`));
  assert.ok(line >= 0, comment);
  return line + 1;
}

for (const version of ['20', '22', '24']) {
  describe(`The log of a program on Node ${version}`, () => {
    const bytes = readFileSync(`${folder}/${version}/program.log`);
    const profile = mapProfile(readProfile(inputOf('v8.log', bytes)), { readText: () => undefined });
    const times = lineTimes(profile);
    const sum = times.reduce((total, { self }) => total + self, 0);
    const at = (file: string, comment: string): LineTime => {
      const time = times.find((each) => each.file === `/program/${file}` && each.line === lineOf(file, comment));
      assert.ok(time, `${file} ${comment}`);
      return time;
    };
    const selfOf = (name: string): number =>
      times
        .filter((time) => profile.functions.name[time.function] === name)
        .reduce((total, { self }) => total + self, 0);

    it('has the hottest line in the function that was inlined from another file', () => {
      const [hottest] = times;
      assert.equal(hottest, at('near.mjs', 'hot'));
      assert.ok(hottest.self > 0.5 * selfOf('near'));
    });

    it('has each call line carry what it called, as a fact', () => {
      const calls = at('program.mjs', 'calls near');
      assert.ok(calls.total >= selfOf('near'), `${calls.total} of ${selfOf('near')}`);
      assert.equal(calls.estimated, false);
      const whole = at('program.mjs', 'calls hot');
      assert.ok(whole.total >= calls.total && whole.total < sum);
      assert.equal(whole.estimated, false);
    });

    it('tells the two calls of a recursive function apart', () => {
      const [left, right] = [at('program.mjs', 'left'), at('program.mjs', 'right')];
      const whole = at('program.mjs', 'calls fib').total;
      for (const { total, estimated } of [left, right]) {
        assert.ok(total > 0.3 * whole && total <= whole, `${total} of ${whole}`);
        assert.equal(estimated, false);
      }
    });

    it('puts nothing on a line that is none of the program', () => {
      for (const { file, line } of times.filter((time) => time.file.startsWith('/program/'))) {
        const text = (texts.get(file.slice('/program/'.length)) ?? '').split('\n')[line - 1];
        assert.match(text ?? '', /^\s*[^\s/]/, `${file}:${line}`);
      }
    });

    it('says how the code ran and what was thrown away', () => {
      const tiers = new Set(profile.tiers.tier);
      assert.ok(tiers.has(0) && tiers.has(3), [...tiers].join());
      const deopts = profile.remarks.map(({ kind, line, reason }) => `${kind} ${line} ${reason}`);
      assert.ok(
        deopts.some((text) => /^deopt 2[45] Insufficient type feedback/.test(text)),
        deopts.join('\n'),
      );
      if (version !== '20') assert.ok(deopts.includes(`deopt ${lineOf('program.mjs', 'deopt')} wrong map`));
    });

    it('can be read as far as it was written, and says when that is not all', () => {
      for (const part of [0.4, 0.6, 0.8, 0.999]) {
        const end = bytes.lastIndexOf('\n', Math.round(part * bytes.length)) + 1;
        for (const [size, lost] of [
          [end, []],
          [end - 1, ['lost-part']],
          [end - 3, ['lost-part']],
        ] as const) {
          const cut = readProfile(inputOf('v8.log', bytes.subarray(0, size)));
          assert.deepEqual(checkProfile(cut), []);
          const kinds = cut.notes.map(({ kind }) => kind);
          assert.deepEqual(
            kinds.filter((kind) => kind !== 'lines-unknown'),
            lost,
          );
        }
      }
    });
  });
}

describe('A log', () => {
  it('of a V8 that is not known is refused', () => {
    const bytes = Buffer.from('v8-version,99,1,2,3,,0\n');
    assert.throws(
      () => readProfile(inputOf('v8.log', bytes)),
      /v8\.log is a log of V8 99\.1, which Heatline does not know\./,
    );
  });

  it('has one tick for a wait, at its end', () => {
    const ticks = [1000, 2000, 60_000, 61_000, 62_000].map(
      (time) => `tick,0x1,${time},0,0x0,${time === 60_000 ? 8 : 6}`,
    );
    const log = ['v8-version,13,6,1,2,,0', 'profiler,begin,1000', ...ticks, ''].join('\n');
    const { functions, nodes } = readProfile(inputOf('v8.log', Buffer.from(log)));
    const self = Array.from(nodes.self, (weight, node) => [functions.name[nodes.function[node] ?? -1], weight]);
    assert.deepEqual(Object.fromEntries(self), { '(program)': 4000, '(idle)': 58_000 });
  });

  it('with lines that make no sense says how many', () => {
    const bytes = readFileSync(`${folder}/20/program.log`, 'utf8').replace(
      '\ntick,',
      '\ntick,nonsense\ncode-creation,JS\ntick,',
    );
    const { notes } = readProfile(inputOf('v8.log', Buffer.from(bytes)));
    assert.ok(notes.some(({ message }) => message === '2 lines of the log are broken and were left out.'));
  });
});
