// Jest's `testRunner` in place of jest-circus: a round runs the chosen tests of a file, with their hooks.
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { manyTimes } from './manyTimes.ts';
import { RoundGate } from './roundGate.ts';

/** https://github.com/jestjs/jest/blob/main/packages/jest-types/src/Circus.ts */
interface Block {
  readonly type: 'describeBlock';
  readonly parent?: Block;
  children: readonly (Block | Test)[];
}

interface Test {
  readonly type: 'test';
  readonly errors: readonly unknown[];
}

type CircusEvent =
  | { readonly name: 'run_describe_start'; readonly describeBlock: Block }
  | { readonly name: 'test_start' | 'test_done'; readonly test: Test }
  | { readonly name: 'run_finish' };

interface Environment {
  handleTestEvent?: (event: CircusEvent, state: object) => unknown;
}

type Runner = (
  global: object,
  project: object,
  environment: Environment,
  runtime: object,
  testPath: string,
) => Promise<unknown>;

const circus = loadCircus();

const runner: Runner = async (global, project, environment, runtime, testPath) => {
  const gate = new RoundGate();
  const { handleTestEvent } = environment;
  let first: Test | undefined;
  environment.handleTestEvent = async (event, state) => {
    await handleTestEvent?.call(environment, event, state);
    switch (event.name) {
      case 'run_describe_start': {
        const { describeBlock: block } = event;
        if (block.parent !== undefined) return;
        first = firstTest(block);
        block.children = manyTimes(block.children);
        return;
      }
      case 'test_start':
        if (event.test === first) await gate.enter();
        return;
      case 'test_done':
        gate.tested(event.test.errors[0]);
        return;
      case 'run_finish':
        gate.close();
    }
  };
  // Jest is not told of each test that has run: its reporters would keep all of them.
  return await circus(global, project, environment, runtime, testPath);
};

module.exports = runner;

/** Jest takes it from jest-config. */
function loadCircus(): Runner {
  const config = ['jest-cli', 'jest-config'].reduce(
    (file, name) => createRequire(file).resolve(name),
    realpathSync(process.argv[1] ?? ''),
  );
  const circusModule = createRequire(config)('jest-circus/runner') as Runner | { readonly default: Runner };
  return typeof circusModule === 'function' ? circusModule : circusModule.default;
}

function firstTest({ children }: Block): Test | undefined {
  for (const child of children) {
    const found = child.type === 'test' ? child : firstTest(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
