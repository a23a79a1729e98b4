import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { installServer } from '../../test/host/install.mjs';

/** The peer that VS Code itself comes with. */
export const visualizer = 'js-profile-visualizer';

/** Builds the readers: a function of a reader's name and a file, which it opens in a process that does nothing else. */
export async function buildReaders(scratch) {
  const shared = { bundle: true, platform: 'node', logLevel: 'error' };
  const own = path.join(scratch, 'measure.cjs');
  await build({ ...shared, entryPoints: ['bench/load/measure.ts'], outfile: own });
  const peer = path.join(scratch, 'profileVisualizer.cjs');
  await build({
    ...shared,
    entryPoints: ['bench/load/profileVisualizer.mjs'],
    alias: { vscode: path.resolve('bench/load/vscode.mjs') },
    nodePaths: [path.dirname(await visualizerFolder())],
    outfile: peer,
  });
  return (reader, ...args) => printed(reader === visualizer ? [peer, ...args] : [own, reader, ...args]);
}

export async function visualizerFolder() {
  const { main } = await installServer();
  return path.resolve(main, '../../extensions/ms-vscode.vscode-js-profile-table');
}

/** CPU ms and the largest resident memory, bytes. */
function printed(argv) {
  const { status, stdout } = spawnSync(process.execPath, argv, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}.`);
  return JSON.parse(stdout);
}
