import { setTimeout as wait } from 'node:timers/promises';

/** Repeats an assertion until it holds, and gives what it gives; after the time is up, fails with its last error. */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  milliseconds = 15_000,
): Promise<Result> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(100);
    }
  }
}
