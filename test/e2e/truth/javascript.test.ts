import assert from 'node:assert/strict';
import path from 'node:path';
import { assertCarries, assertHotIn, assertHottest, programs, truthOf } from './truth.ts';

const program = (name: string): string => path.join(programs, name);

describe('The profile of a program with', () => {
  it('a hot loop has the hot line first', async () => {
    const file = program('loop.mjs');
    const truth = await truthOf(['node', file]);
    assertHottest(truth, file, { fn: 'sumOfRoots' });
    assertCarries(truth, file, 'calls', truth.fn('sumOfRoots', file));
    assert.ok(truth.line(file, 'hot').selfShare > 0.3);
  });

  it('recursion counts each function once a stack', async () => {
    const file = program('recursion.mjs');
    const truth = await truthOf(['node', file]);
    const [fibonacci, isEven, isOdd] = ['fibonacci', 'isEven', 'isOdd'].map((name) => truth.fn(name, file));
    assert.ok(fibonacci && isEven && isOdd);
    assert.ok(Math.abs(fibonacci.total - fibonacci.self) <= 0.01 * fibonacci.total, 'calls nothing but itself');
    assertCarries(truth, file, 'fibonacci', fibonacci);
    assertCarries(truth, file, 'mutual', isEven);
    assert.ok(isEven.total >= isEven.self + 0.9 * isOdd.self, 'isEven calls isOdd');
    assertCarries(truth, file, 'calls', truth.fn('mutual', file));
  });

  it('a function inlined from a shorter file has the lines of that file', async () => {
    const [app, near] = [program('inlineBehind.mjs'), program('near.mjs')];
    const truth = await truthOf(['node', app]);
    assertHottest(truth, near, { fn: 'squares' });
    assertCarries(truth, app, 'call', truth.fn('squares', near));
    // It runs once, in which one slow sample may see it.
    const unrelated = truth.report.functions.find(({ name }) => name === 'unrelated');
    assert.ok((unrelated?.selfShare ?? 0) < 0.05, 'lines of near.mjs are other functions in the caller');
  });

  it('a function inlined from lines that its caller does not have has these lines', async () => {
    const [app, far] = [program('inlineBeyond.mjs'), program('far.mjs')];
    const truth = await truthOf(['node', app]);
    assertHottest(truth, far, { fn: 'cubes' });
    assertCarries(truth, app, 'call', truth.fn('cubes', far));
  });

  it('a chain of inlined functions has the total of each', async () => {
    const file = program('inlineChain.mjs');
    const truth = await truthOf(['node', file]);
    assertHottest(truth, file, { fn: 'third' });
    const third = truth.fn('third', file);
    assertCarries(truth, file, 'second', third);
    assertCarries(truth, file, 'first', third);
    for (const caller of ['second', 'first']) assert.ok(truth.fn(caller, file).total >= 0.9 * third.total, caller);
  });

  it('awaits, promises and timers has each way to the work', async () => {
    const file = program('async.mjs');
    const truth = await truthOf(['node', file]);
    assertHottest(truth, file, { fn: 'work' });
    const work = truth.fn('work', file);
    const ways = ['awaited', 'promised', 'slept', 'timed'].map((mark) => truth.line(file, mark).total);
    for (const way of ways) assert.ok(way > 0.1 * work.total, `a quarter each: ${ways.join(', ')}`);
    assert.ok(Math.abs(ways.reduce((sum, way) => sum + way, 0) - work.total) < 0.05 * work.total, ways.join(', '));
    assert.ok(
      truth.report.functions.every(({ name }) => name !== '(idle)'),
      'waiting costs nothing',
    );
  });

  it('accessors and callbacks has the lines in them and the lines that use them', async () => {
    const file = program('accessors.mjs');
    const truth = await truthOf(['node', file]);
    assertHotIn(truth, file, { fn: 'get total', mark: 'getter' });
    assertHotIn(truth, file, { fn: 'set scale', mark: 'setter' });
    assertCarries(truth, file, 'reads', truth.fn('get total', file));
    assertCarries(truth, file, 'writes', truth.fn('set scale', file));
    const callback = truth.line(file, 'callback');
    assert.equal(callback.function, '(anonymous)');
    assert.ok(truth.line(file, 'calls').total >= callback.total);
  });

  it('classes has constructors, super(), static and private methods', async () => {
    const file = program('classes.mjs');
    const truth = await truthOf(['node', file]);
    assertHotIn(truth, file, { fn: 'Shape', mark: 'base' });
    assertHotIn(truth, file, { fn: '#sum', mark: 'private' });
    assertCarries(truth, file, 'super', truth.fn('Shape', file));
    assertCarries(truth, file, 'method', truth.fn('#sum', file));
    assertCarries(truth, file, 'static', truth.fn('Shape', file), truth.fn('#sum', file));
    assertCarries(truth, file, 'calls', truth.fn('total', file));
  });

  it('a generator has the work in it, below the loop that consumes it', async () => {
    const file = program('generator.mjs');
    const truth = await truthOf(['node', file]);
    assertHottest(truth, file, { fn: 'roots' });
    assert.ok(truth.fn('consume', file).total >= 0.9 * truth.fn('roots', file).total);
    assertCarries(truth, file, 'calls', truth.fn('consume', file));
  });

  it('two CommonJS files has the lines of both', async () => {
    const [main, primes] = [program('commonjs/main.cjs'), program('commonjs/primes.cjs')];
    const truth = await truthOf(['node', main]);
    assertHottest(truth, primes, { fn: 'isPrime' });
    assertCarries(truth, primes, 'call', truth.fn('isPrime', primes));
    assertCarries(truth, main, 'call', truth.fn('exports.countPrimes', primes));
  });

  it('eval and new Function has their time, on no line of a file', async () => {
    const file = program('evaluated.cjs');
    const truth = await truthOf(['node', file]);
    const { functions } = truth.report;
    const made = functions.find(({ file: none, category }) => none === '' && category === 'own');
    const evaluated = functions.find(({ name }) => name === 'evaluatedLoop');
    assert.ok(made && evaluated, functions.map(({ name }) => name).join());
    assert.ok(made.selfShare > 0.1 && evaluated.selfShare > 0.1);
    assert.ok(truth.fn('callBoth', file).total >= 0.9 * (made.total + evaluated.total));
    assert.ok(truth.fn('callBoth', file).selfShare < 0.1);
    for (const line of truth.lines) assert.equal(line.file, file);
  });

  it('allocations has the function that allocates on top', async () => {
    const file = program('allocation.mjs');
    const truth = await truthOf(['node', file], { options: ['--measure', 'heap'] });
    const { report } = truth;
    assert.equal(report.unit, 'bytes');
    assert.equal(report.functions[0]?.name, 'pile');
    assert.ok(truth.fn('pile', file).selfShare > 0.5);
    assert.ok(!report.functions.some(({ name, selfShare }) => name === 'spin' && selfShare > 0.1));
  });
});
