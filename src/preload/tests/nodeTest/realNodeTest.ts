import { createRequire } from 'node:module';

/** Replaces what a program reaches, until it is told to put that back. */
export interface MockTracker {
  reset(): void;
}

interface NodeTest {
  readonly run: unknown;
  readonly snapshot?: unknown;
  readonly mock: MockTracker & { readonly constructor: new () => MockTracker };
}

/** Node's own module, which this one replaces for everybody else. */
export const realNodeTest = createRequire(__filename)('node:test') as NodeTest;
