/**
 * How many times as much one run costs as the other: both in turn, until the 95 % confidence interval of the mean is narrow
 * enough. Of logarithms, since ratios multiply; the first in each pair changes, so that neither always follows the other.
 * @param enough half the interval's width, as a share, at which to stop.
 */
export async function pairedRatio(run, other, { least, most, enough }) {
  const logs = [];
  for (;;) {
    const costs = new Map();
    for (const each of logs.length % 2 === 0 ? [run, other] : [other, run]) costs.set(each, await each());
    logs.push(Math.log(costs.get(run) / costs.get(other)));
    const { mean, half } = interval(logs);
    if (logs.length >= most || (logs.length >= least && half <= enough)) {
      return { ratio: Math.exp(mean), margin: half, pairs: logs.length };
    }
  }
}

/** With the normal distribution's quantile, as there are dozens of pairs. */
function interval(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, half: 1.96 * Math.sqrt(variance / values.length) };
}
