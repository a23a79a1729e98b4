import path from 'node:path';
import { build } from 'esbuild';

/** Imports a TypeScript module of Heatline, bundled into a folder. */
export async function bundled(entry, folder) {
  const outfile = path.join(folder, `${path.basename(entry, '.ts')}.mjs`);
  await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' });
  return await import(outfile);
}
