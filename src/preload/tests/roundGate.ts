import { offerScenario } from '../scenario.ts';

interface Round {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** For runners that go through their tests by themselves, again and again: each pass waits here until the recorder wants it. */
export class RoundGate {
  private open: (() => void) | undefined;
  private round: Round | undefined;
  /** In this pass. */
  private tests = 0;

  /** To be awaited when a pass begins, which ends the one before it. */
  async enter(): Promise<void> {
    const isFirst = this.open === undefined;
    const opened = new Promise<void>((resolve) => {
      this.open = resolve;
    });
    if (isFirst) offerScenario(() => this.next());
    else if (this.tests === 0) this.round?.reject(new Error('no test has run'));
    else this.round?.resolve();
    this.tests = 0;
    await opened;
  }

  /** A test has run, and failed where there is an error. */
  tested(error: unknown): void {
    this.tests++;
    if (error !== undefined) this.round?.reject(error instanceof Error ? error : new Error(reasonOf(error)));
  }

  /** There is no pass any more. */
  close(): void {
    this.round?.reject(new Error('the tests have ended'));
  }

  private next(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.round = { resolve, reject };
      this.open?.();
    });
  }
}

/** Runners wrap what was thrown, jest with where the test was made. */
function reasonOf(error: unknown): string {
  const [thrown] = Array.isArray(error) ? (error as unknown[]) : [error];
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}
