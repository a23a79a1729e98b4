import { runBody, type Block, type HookName } from './block.ts';
import type { IsChosen } from './chosenTests.ts';
import { RunningTest } from './runningTest.ts';

/** One pass through tests, which remembers nothing but how many there were and why one failed. */
export class TestPass {
  tests = 0;
  failure: { readonly reason: unknown } | undefined;
  private readonly isChosen: IsChosen;
  private readonly within: (test: RunningTest, action: () => Promise<void>) => Promise<void>;

  /** @param within does something so that what is declared meanwhile belongs to a test. */
  constructor(isChosen: IsChosen, within: TestPass['within']) {
    this.isChosen = isChosen;
    this.within = within;
  }

  async run(block: Block): Promise<void> {
    await this.attempt(block, () => block.collected);
    if (!this.hasChosen(block)) return;
    if (block.kind === 'suite') await this.runSuite(block);
    else {
      const test = new RunningTest(block, (subtest) => this.run(subtest));
      await this.within(test, () => this.runTest(test));
    }
  }

  private hasChosen(block: Block): boolean {
    return block.kind === 'test' ? this.isChosen(block) : block.children.some((child) => this.hasChosen(child));
  }

  private async runSuite(suite: Block): Promise<void> {
    const { hooks, context } = suite;
    await this.attempt(suite, async () => {
      for (const hook of hooks.before) await runBody(hook, context);
      for (const child of suite.children) await this.run(child);
    });
    for (const hook of hooks.after) await this.attempt(suite, () => runBody(hook, context));
  }

  private async runTest(test: RunningTest): Promise<void> {
    const { block } = test;
    const around = block.parent?.chain() ?? [];
    this.tests++;
    await this.attempt(block, async () => {
      for (const hook of hooksOf(around, 'beforeEach')) await runBody(hook, test);
      await runBody(block.body, test);
    });
    await this.attempt(block, () => test.settled());
    for (const hook of [...hooksOf([...around].reverse(), 'afterEach'), ...block.hooks.after])
      await this.attempt(block, () => runBody(hook, test));
    test.restore();
  }

  /** What is still to be done may fail. */
  private async attempt({ options: { todo = false } }: Block, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (reason) {
      if (todo === false || todo === '') this.failure ??= { reason };
    }
  }
}

function hooksOf(blocks: readonly Block[], name: HookName): readonly Block['body'][] {
  return blocks.flatMap(({ hooks }) => hooks[name]);
}
