import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { offeredScenario } from './scenario.ts';

type Exports = Readonly<Record<string, unknown>>;

/** Runs the scenario that was offered, else the function `scenario` that the program's own file exports, and waits for it. */
export async function runScenario(): Promise<void> {
  await (offeredScenario() ?? exportedScenario)();
}

async function exportedScenario(): Promise<void> {
  const [, script = ''] = process.argv;
  // The file is loaded already, so this only finds it. A CommonJS file's exports may all stand in its default one.
  const file = createRequire(pathToFileURL(script)).resolve(script);
  const module = (await import(pathToFileURL(file).href)) as Exports & { readonly default?: Exports };
  const scenario = module['scenario'] ?? module.default?.['scenario'];
  if (typeof scenario !== 'function') throw new Error(`${script} exports no function named scenario.`);
  await (scenario as () => unknown)();
}
