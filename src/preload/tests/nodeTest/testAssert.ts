import assert from 'node:assert';

/** Snapshots are what tests assert of text, not what is asked here. */
const nothing = (): void => undefined;

/** Node's assertions as a test's context has them, and those that a project adds. */
export const testAssert: Record<string, unknown> = { ...assert, snapshot: nothing, fileSnapshot: nothing };

/** The module's own `assert`. */
export const assertions = {
  register(name: string, assertion: unknown): void {
    testAssert[name] = assertion;
  },
};
