import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { offerScenario } from '../../scenario.ts';
import { Block, runBody, type Body, type HookName } from './block.ts';
import { chosenTests } from './chosenTests.ts';
import { declarationOf } from './declarationOf.ts';
import { RunningTest } from './runningTest.ts';
import { TestPass } from './testPass.ts';

const isChosen = chosenTests([...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(' ')]);
const nothing = (): void => undefined;

/**
 * The tests of this process. Each runs once when it is declared, as its file may wait for that; a round then is all of them. The
 * file's own hooks prepare it once, and nothing tears it down.
 */
export class DeclaredTests {
  /** Whether tests run now. */
  isRunning = false;
  private readonly root = new Block('suite', declarationOf([]));
  /** The suite that is being declared, or the test that runs. */
  private readonly scope = new AsyncLocalStorage<Block | RunningTest>();
  /** A file's hooks may stand below its tests. */
  private last: Promise<void> = nextTurn();
  private waiting = 0;
  private prepared = 0;
  private readonly afterRound: () => void;

  constructor(afterRound: () => void) {
    this.afterRound = afterRound;
  }

  /** The test that runs. */
  get context(): RunningTest | undefined {
    const scope = this.scope.getStore();
    return scope instanceof RunningTest ? scope : undefined;
  }

  declare(kind: Block['kind'], args: readonly unknown[], more: Block['options']): Promise<void> {
    const scope = this.scope.getStore();
    const parent = scope instanceof RunningTest ? scope.block : (scope ?? this.root);
    const block = new Block(kind, declarationOf(args, more), parent);
    if (kind === 'suite') this.collect(block);
    if (scope instanceof RunningTest) return scope.add(block);
    parent.children.push(block);
    return scope === undefined ? this.runFirst(block) : Promise.resolve();
  }

  addHook(name: HookName, body: Body): void {
    const scope = this.scope.getStore();
    if (scope instanceof RunningTest) scope[name](body);
    else (scope ?? this.root).hooks[name].push(body);
  }

  private collect(suite: Block): void {
    suite.collected = this.scope.run(suite, () => runBody(suite.body, suite.context));
    // It fails the suite once that runs.
    suite.collected.catch(nothing);
  }

  private async runFirst(block: Block): Promise<void> {
    this.waiting++;
    // Whether it fails, the first round says.
    await this.pass([block]).catch(nothing);
    if (--this.waiting === 0) offerScenario(() => this.round());
  }

  private async round(): Promise<void> {
    const { tests, failure } = await this.pass(this.root.children);
    if (failure !== undefined) throw failure.reason;
    if (tests === 0) throw new Error('no test has run');
  }

  /** One after the other. */
  private pass(blocks: readonly Block[]): Promise<TestPass> {
    const passed = this.last.then(async () => {
      const pass = new TestPass(isChosen, (test, action) => this.scope.run(test, action));
      const { before } = this.root.hooks;
      for (let hook = before[this.prepared]; hook !== undefined; hook = before[++this.prepared])
        await runBody(hook, this.root.context);
      this.isRunning = true;
      for (const block of blocks) await pass.run(block);
      this.afterRound();
      return pass;
    });
    this.last = passed.then(nothing, nothing).then(() => {
      this.isRunning = false;
    });
    return passed;
  }
}
