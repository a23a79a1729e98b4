// A setup file of vitest's: the tests of the file that is loaded after it run again and again.
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { manyTimes } from './manyTimes.ts';
import { RoundGate } from './roundGate.ts';

const gate = new RoundGate();
let first: Task | undefined;

// Vitest reads from a function's text what it wants, which differs by version; of a bound one, it has none to read.
beforeAll(repeat.bind(undefined));
beforeEach(async ({ task }) => {
  if (task === first) await gate.enter();
});
afterEach(({ task }) => {
  gate.tested(task.result?.errors?.[0]);
  forgetListeners(task.context?.signal);
});
afterAll(() => {
  gate.close();
});

/** Newer versions give a context before the file. */
function repeat(...given: unknown[]): void {
  const file = given.find(isSuite);
  if (file === undefined) return;
  first = firstTest(file);
  file.tasks = manyTimes(file.tasks);
}

/** Vitest 4 adds some with each run of a test, and takes none away. */
function forgetListeners(signal: AbortSignal | undefined): void {
  const symbol = Object.getOwnPropertySymbols(signal ?? {}).find(({ description }) => description === 'kEvents');
  const events = symbol && (Reflect.get(signal ?? {}, symbol) as Partial<Map<string, object>> | undefined);
  events?.clear?.();
}

interface Task {
  readonly mode: string;
  readonly tasks?: Task[];
}

interface Suite extends Task {
  tasks: Task[];
}

function isSuite(value: unknown): value is Suite {
  return typeof value === 'object' && value !== null && 'tasks' in value;
}

function firstTest({ tasks }: Suite): Task | undefined {
  for (const task of tasks) {
    if (task.mode === 'skip' || task.mode === 'todo') continue;
    const found = isSuite(task) ? firstTest(task) : task;
    if (found !== undefined) return found;
  }
  return undefined;
}
