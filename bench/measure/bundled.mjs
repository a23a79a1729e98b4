import path from 'node:path';
import { build } from 'esbuild';

/** Imports a TypeScript module of Heatline, bundled into a folder of this repository. */
export async function bundled(entry, folder) {
  const outfile = path.join(folder, `${path.basename(entry, '.ts')}.mjs`);
  const options = { bundle: true, platform: 'node', format: 'esm', external: ['playwright-core'], logLevel: 'error' };
  await build({ entryPoints: [entry], outfile, ...options });
  return await import(path.resolve(outfile));
}
