/** As much of the vitest of the tested project as is used here. */
declare module 'vitest' {
  interface TestContext {
    readonly task: {
      readonly mode: string;
      readonly result?: { readonly errors?: readonly unknown[] };
      readonly context?: { readonly signal?: AbortSignal };
    };
  }
  export function beforeAll(hook: (...given: unknown[]) => void): void;
  export function afterAll(hook: () => void): void;
  export function beforeEach(hook: (context: TestContext) => Promise<void>): void;
  export function afterEach(hook: (context: TestContext) => void): void;
}
