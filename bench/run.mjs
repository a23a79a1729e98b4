// Runs the benchmarks and prints them as a section of Markdown, with the rows of README's table at its end.
// `node bench/run.mjs load editor` runs only those.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import os from 'node:os';
import { claims, forgetClaims } from './measure/claim.mjs';

const all = readdirSync('bench')
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -'.mjs'.length))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !all.includes(name));
if (unknown) {
  console.error(`There is no benchmark '${unknown}'. They are ${all.join(', ')}.`);
  process.exit(2);
}

forgetClaims();
const [cpu] = os.cpus();
console.log(
  `## Benchmarks\n\nNode ${process.versions.node}, ${os.availableParallelism()} × ${cpu?.model ?? os.arch()}.`,
);
for (const name of asked.length > 0 ? asked : all) {
  console.log(`\n### ${name}\n`);
  const { status } = spawnSync(process.execPath, [`bench/${name}.mjs`], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`The benchmark '${name}' ended with an error.`);
    process.exitCode = 1;
  }
}
console.log(`\n### Beside its peers\n\n${claims()}`);
