import assert from 'node:assert/strict';
import { isDifferent } from '../../../../src/core/stats/isDifferent.ts';
import { bandMargin, shareBand } from '../../../../src/core/stats/shareBand.ts';
import { effectiveSamples } from '../../../../src/core/stats/effectiveSamples.ts';
import { randomNumbers } from '../formats/randomNumbers.ts';
import { profileOf } from '../profileOf.ts';

const random = randomNumbers(11);
const uniform = (): number => (random(2 ** 30) + 0.5) / 2 ** 30;
const exponential = (mean: number): number => -mean * Math.log(uniform());
const runs = 2000;

/** Of how many runs in a hundred the band held the truth. */
function coverage(run: () => { truth: number; share: number; samples: number }): number {
  let held = 0;
  for (let index = 0; index < runs; index++) {
    const { truth, share, samples } = run();
    const { low, high } = shareBand(share, samples);
    if (low <= truth && truth <= high) held++;
  }
  return (held / runs) * 100;
}

describe('shareBand', () => {
  it('is what the literature says', () => {
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    const bands = [shareBand(81 / 263, 263), shareBand(15 / 148, 148), shareBand(0, 20), shareBand(1 / 29, 29)];
    assert.deepEqual(
      bands.map(({ low, high }) => `${low.toFixed(4)} ${high.toFixed(4)}`),
      ['0.2553 0.3662', '0.0624 0.1605', '0.0000 0.1611', '0.0061 0.1718'],
    );
  });

  it('knows nothing without samples, and never leaves 0..1', () => {
    assert.deepEqual(shareBand(0.5, 0), { low: 0, high: 1 });
    assert.deepEqual(shareBand(1 + 1e-12, 1e9).high, 1);
    assert.ok(bandMargin(shareBand(0.5, 1000)) < 0.032);
  });

  for (const truth of [0.02, 0.3, 0.5, 0.95]) {
    it(`holds a share of ${truth} in 95 of 100 runs whose samples weigh differently`, () => {
      const percent = coverage(() => {
        const weights = Array.from({ length: 400 }, () => 0.5 + exponential(0.5));
        const sum = weights.reduce((all, weight) => all + weight, 0);
        const squares = weights.reduce((all, weight) => all + weight * weight, 0);
        const share = weights.reduce((all, weight) => all + (uniform() < truth ? weight : 0), 0) / sum;
        return { truth, share, samples: (sum * sum) / squares };
      });
      assert.ok(percent > 93 && percent < 97.5, `${percent} %`);
    });
  }

  for (const [phase, most] of [
    [0.05, 97.5],
    [0.5, 100],
    [5, 100],
  ] as const) {
    it(`holds the share of a run whose phases last ${phase} sampling intervals, in 95 of 100 runs or more`, () => {
      const percent = coverage(() => {
        // Two functions take turns; a clock samples them. The truth is what this very run did.
        const samples = 300;
        let [time, hits, spent, next] = [0, 0, 0, uniform()];
        for (let isHot = uniform() < 0.3; time < samples; isHot = !isHot) {
          const end = Math.min(samples, time + exponential(isHot ? 0.3 * phase : 0.7 * phase));
          if (isHot) spent += end - time;
          for (; next < end; next++) if (isHot) hits++;
          time = end;
        }
        return { truth: spent / samples, share: hits / samples, samples };
      });
      assert.ok(percent > 93 && percent <= most, `${percent} %`);
    });
  }
});

describe('effectiveSamples', () => {
  it('is the number of samples that weigh the same, without idle ones', () => {
    assert.equal(effectiveSamples(profileOf('a 2', 'b 2', 'a 2', '(idle) 90')), 3);
  });

  it('is less where one sample outweighs the others', () => {
    const samples = effectiveSamples(profileOf('a 100', 'b 1', 'b 1')) ?? 0;
    assert.ok(samples > 1 && samples < 1.1);
  });
});

describe('isDifferent', () => {
  const estimate = (share: number, samples: number) => ({ value: share, ...shareBand(share, samples) });

  it('tells shares apart that are further from each other than chance takes them', () => {
    assert.equal(isDifferent(estimate(0.3, 1000), estimate(0.36, 1000)), true);
    assert.equal(isDifferent(estimate(0.36, 1000), estimate(0.3, 1000)), true);
    assert.equal(isDifferent(estimate(0.3, 100), estimate(0.36, 100)), false);
    assert.equal(isDifferent(estimate(0, 1000), estimate(0, 1000)), false);
  });

  it('takes equal shares for different in 5 of 100 pairs', () => {
    let different = 0;
    const draw = (): number => {
      let hits = 0;
      for (let sample = 0; sample < 500; sample++) if (uniform() < 0.2) hits++;
      return hits / 500;
    };
    for (let pair = 0; pair < runs; pair++) if (isDifferent(estimate(draw(), 500), estimate(draw(), 500))) different++;
    assert.ok(different / runs > 0.03 && different / runs < 0.07, `${different} of ${runs}`);
  });
});
