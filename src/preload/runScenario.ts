import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { offeredScenario } from './scenario.ts';
import { scriptLoaded } from './scriptLoaded.ts';

type Exports = Readonly<Record<string, unknown>>;

/** Runs the scenario that was offered, else the function `scenario` that the program's own file exports, and waits for it. */
export async function runScenario(): Promise<void> {
  await (offeredScenario() ?? exportedScenario)();
}

let loaded: Promise<void> | undefined;

async function exportedScenario(): Promise<void> {
  const [, script = ''] = process.argv;
  const load = createRequire(pathToFileURL(script));
  const file = load.resolve(script);
  await (loaded ??= scriptLoaded(file));
  const required = load.cache[file]?.exports as Exports | undefined;
  const scenario = required?.['scenario'] ?? (await imported(file));
  if (typeof scenario !== 'function') throw new Error(`${script} exports no function named scenario.`);
  await (scenario as () => unknown)();
}

/** A CommonJS file's exports may all stand in its default one. */
async function imported(file: string): Promise<unknown> {
  const module = (await import(pathToFileURL(file).href)) as Exports & { readonly default?: Exports };
  return module['scenario'] ?? module.default?.['scenario'];
}
