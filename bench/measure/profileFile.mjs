import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeSyntheticProfile } from './syntheticProfile.mjs';

const packages = [
  'typescript/lib/_tsc.js',
  '@babel/parser/lib/index.js',
  'eslint/lib/api.js',
  'rollup/dist/es/shared/node-entry.js',
  'terser/dist/bundle.min.js',
].map((file) => `node_modules/${file}`);
const typeCheck = '--allowJs --checkJs --noEmit --target esnext --module nodenext --maxNodeModuleJsDepth 3'.split(' ');

const makers = {
  '10k nodes, synthetic': (folder) => synthetic(folder, { nodes: 10_000, samples: 20_000 }),
  'eslint, real': (folder) => recorded(folder, ['node_modules/eslint/bin/eslint.js', 'src/core']),
  '100k nodes, synthetic': (folder) => synthetic(folder, { nodes: 100_000, samples: 200_000 }),
  // The compiler checks itself and more JavaScript: its stacks are deep and hardly ever the same, which makes over 150 MB.
  'tsc, real': (folder) => recorded(folder, ['node_modules/typescript/bin/tsc', ...typeCheck, ...packages]),
  '1M nodes, synthetic': (folder) => synthetic(folder, { nodes: 1_000_000, samples: 1_500_000 }),
  // More than V8's longest string has room for.
  '2.6M nodes, synthetic': (folder) => synthetic(folder, { nodes: 2_600_000, samples: 4_000_000 }),
};

export const profileNames = Object.keys(makers);

/** Makes the profile of that name in a folder. */
export function profileFile(name, folder) {
  return makers[name](folder);
}

function synthetic(folder, size) {
  const file = path.join(folder, `${size.nodes}.cpuprofile`);
  writeSyntheticProfile(file, size);
  return file;
}

/** The largest profile that V8 itself writes of a run on this repository: that of the thread that did the work. */
function recorded(scratch, argv) {
  const folder = mkdtempSync(path.join(scratch, 'recorded-'));
  // What the program thinks of this repository is its own affair.
  spawnSync(process.execPath, ['--cpu-prof', '--cpu-prof-interval', '100', '--cpu-prof-dir', folder, ...argv], {
    stdio: 'ignore',
  });
  const size = (name) => statSync(path.join(folder, name)).size;
  const [largest] = readdirSync(folder).sort((a, b) => size(b) - size(a));
  if (largest === undefined) throw new Error(`${argv.join(' ')} left no profile.`);
  const file = `${folder}.cpuprofile`;
  renameSync(path.join(folder, largest), file);
  return file;
}
