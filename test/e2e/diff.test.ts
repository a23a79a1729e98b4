import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Diff } from '../../src/core/queries/diff.ts';
import { heatline, profileCommand } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

/** A program with a function for each of three jobs; how much work the second does is said. */
const program = (rounds: number): string => `
function spin(rounds) {
  let sum = 0;
  for (let round = 0; round < rounds; round++) sum += Math.sqrt(round) * 3;
  return sum;
}
function encode() {
  let text = '';
  for (let index = 0; index < 40_000; index++) text = (text + index).slice(-20);
  return text.length;
}
function search() {
  return spin(${rounds});
}
let sum = 0;
for (let turn = 0; turn < 150; turn++) sum += encode() + search();
console.log(sum);
`;

describe('heatline diff', () => {
  const at = scratchFolder();
  const folders = { one: 500_000, two: 500_000, slow: 4_000_000 };
  const file = (folder: string): string => at(folder, 'jobs.cpuprofile');

  before(async () => {
    for (const [folder, rounds] of Object.entries(folders)) {
      mkdirSync(at(folder));
      writeFileSync(at(folder, 'jobs.cjs'), program(rounds));
      await profileCommand([process.execPath, at(folder, 'jobs.cjs')], { options: ['--out', file(folder)] });
    }
  });

  async function diffOf(...args: readonly string[]): Promise<Diff> {
    const { code, stdout, stderr } = await heatline(['diff', '--json', '--limit', '0', ...args]);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    return JSON.parse(stdout) as Diff;
  }

  it('names the function that became slower, in another checkout', async () => {
    const { functions, lines, normalized, metric } = await diffOf(file('one'), file('slow'));
    assert.deepEqual([normalized, metric], [true, 'self']);
    const grown = functions.filter(({ significant, delta }) => significant && delta.self > 0);
    const names = grown.map(({ name }) => name);
    // V8 may have put the one into the other.
    assert.ok(names.length > 0);
    assert.ok(
      names.every((name) => ['spin', 'search'].includes(name)),
      names.join(),
    );
    assert.equal(functions.find(({ name }) => name === 'search')?.file, at('slow', 'jobs.cjs'));
    assert.ok(
      lines.some(({ significant, delta, file: name }) => significant && delta.self > 0 && name.includes('slow')),
    );
  });

  it('shows that the other functions took as long as before', async () => {
    const { functions } = await diffOf('--absolute', '--metric', 'total', file('one'), file('slow'));
    const change = (name: string): number => {
      const row = functions.find((each) => each.name === name);
      return (row?.after.total ?? 0) / (row?.before.total ?? 0);
    };
    assert.ok(change('search') > 3, `search: ${change('search')}`);
    assert.ok(change('encode') < 2 && change('encode') > 0.5, `encode: ${change('encode')}`);
  });

  it('finds nothing between two runs of the same program that is more than a few percent', async () => {
    const { functions } = await diffOf(file('one'), file('two'));
    const changed = functions.filter(({ significant, delta }) => significant && Math.abs(delta.self) > 0.1);
    assert.deepEqual(changed, []);
  });

  it('finds no difference between a profile and itself', async () => {
    const { functions, lines, before: left, after: right } = await diffOf(file('one'), file('one'));
    assert.deepEqual(left, right);
    for (const { delta, significant } of [...functions, ...lines]) {
      assert.deepEqual(delta, { self: 0, total: 0 });
      assert.equal(significant, false);
    }
  });

  it('prints a table', async () => {
    const { stdout, code } = await heatline(['diff', '--metric', 'total', file('one'), file('slow')]);
    assert.equal(code, 0);
    assert.match(stdout, /\+\d+\.\d % ▲ {2}search {2}/);
    assert.match(stdout, /▼ {2}encode {2}/);
    const same = await heatline(['diff', file('one'), file('one')]);
    assert.match(same.stdout, /No function changed\.\n\nNo line changed\./);
  });
});
