// In place of `node:test`, for a process whose tests are rounds: Node's runner keeps all tests that ever ran, this one none.
import type { Block, BlockOptions, Body, HookName } from './block.ts';
import { DeclaredTests } from './declaredTests.ts';
import { realNodeTest } from './realNodeTest.ts';
import { assertions } from './testAssert.ts';

const { run, snapshot, mock: tracker } = realNodeTest;

/** Mocks of a whole file have to stay. */
let mocksFile = false;
const tests = new DeclaredTests(() => {
  if (!mocksFile) tracker.reset();
});

const mock = new Proxy(tracker, {
  get: (target, key) => {
    mocksFile ||= !tests.isRunning;
    const value: unknown = Reflect.get(target, key);
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  },
});

type Declare = (...args: readonly unknown[]) => Promise<void>;

function declarer(kind: Block['kind']): Declare {
  const declare =
    (more: BlockOptions): Declare =>
    (...args) =>
      tests.declare(kind, args, more);
  return Object.assign(declare({}), {
    skip: declare({ skip: true }),
    todo: declare({ todo: true }),
    only: declare({ only: true }),
  });
}

function hook(name: HookName): (body: Body) => void {
  return (body) => {
    tests.addHook(name, body);
  };
}

const test = declarer('test');
const suite = declarer('suite');

module.exports = Object.assign(test, {
  ...{ test, it: test, suite, describe: suite },
  ...{ before: hook('before'), after: hook('after'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach') },
  ...{ run, mock, snapshot, assert: assertions, getTestContext: () => tests.context },
});
