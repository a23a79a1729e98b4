// The sample workspace is never opened where it is checked in: what VS Code and the programs write stays out of git.
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { repository } from './install.mjs';

/** Copies the sample workspace to a new temporary folder, builds its TypeScript there, and gives the folder. */
export function copySample() {
  const folder = join(mkdtempSync(join(tmpdir(), 'heatline-')), 'sample');
  cpSync(join(repository, 'test', 'workspaces', 'sample'), folder, { recursive: true });
  buildSync({
    entryPoints: [join(folder, 'src', 'wordcount.ts')],
    outdir: join(folder, 'build'),
    sourcemap: true,
    platform: 'node',
    format: 'cjs',
  });
  return folder;
}
