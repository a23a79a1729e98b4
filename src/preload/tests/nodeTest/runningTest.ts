import { setTimeout as delay } from 'node:timers/promises';
import { Block, runBody, type Body } from './block.ts';
import { declarationOf } from './declarationOf.ts';
import { realNodeTest, type MockTracker } from './realNodeTest.ts';
import { testAssert } from './testAssert.ts';

/** Of what a test says, or counts, for a report. */
const nothing = (): void => undefined;

/**
 * What a test gets while it runs, https://nodejs.org/api/test.html#class-testcontext. It, and all that is declared by it, is gone
 * afterwards.
 */
export class RunningTest {
  readonly block: Block;
  readonly name: string;
  readonly fullName: string;
  readonly assert = testAssert;
  readonly signal = new AbortController().signal;
  readonly passed = true;
  readonly error = null;
  readonly plan = nothing;
  readonly diagnostic = nothing;
  readonly log = nothing;
  readonly skip = nothing;
  readonly todo = nothing;
  readonly runOnly = nothing;
  private readonly run: (block: Block) => Promise<void>;
  private tracker: MockTracker | undefined;
  private last: Promise<void> = Promise.resolve();

  /** @param run runs a subtest. */
  constructor(declared: Block, run: (subtest: Block) => Promise<void>) {
    this.block = new Block('test', declared, declared.parent);
    this.name = declared.title;
    this.fullName = this.block.fullName;
    this.run = run;
  }

  get mock(): MockTracker {
    return (this.tracker ??= new realNodeTest.mock.constructor());
  }

  readonly test = (...args: readonly unknown[]): Promise<void> =>
    this.add(new Block('test', declarationOf(args), this.block));

  readonly before = (hook: Body): void => {
    void this.queue(() => runBody(hook, this));
  };

  readonly after = (hook: Body): void => {
    this.block.hooks.after.push(hook);
  };

  readonly beforeEach = (hook: Body): void => {
    this.block.hooks.beforeEach.push(hook);
  };

  readonly afterEach = (hook: Body): void => {
    this.block.hooks.afterEach.push(hook);
  };

  readonly waitFor = async <Result>(
    condition: () => Result | Promise<Result>,
    { interval = 50, timeout = 1000 } = {},
  ): Promise<Result> => {
    const deadline = performance.now() + timeout;
    for (;;) {
      try {
        return await condition();
      } catch (error) {
        if (performance.now() > deadline) throw error;
      }
      await delay(interval);
    }
  };

  add(subtest: Block): Promise<void> {
    return this.queue(() => this.run(subtest));
  }

  /** When the subtests are over that it did not wait for itself. */
  settled(): Promise<void> {
    return this.last;
  }

  /** What it mocked is what it was again. */
  restore(): void {
    this.tracker?.reset();
  }

  /** Subtests and hooks run one after the other, whether the test waits for them or not. */
  private queue(action: () => Promise<void>): Promise<void> {
    this.last = this.last.then(action);
    // It fails the test once that has run.
    this.last.catch(nothing);
    return this.last;
  }
}
