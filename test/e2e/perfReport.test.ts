// Shares of functions, as `perf report` has them of the same recording.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readInput } from '../../src/capture/readInput.ts';
import { readProfile } from '../../src/core/formats/formats.ts';
import { at } from '../../src/core/model/at.ts';
import type { Profile } from '../../src/core/model/profile.ts';
import { Symbolizer } from '../../src/symbols/symbolizer.ts';
import { installNativeTools } from '../host/nativeTools.mjs';
import { scratchFolder } from './scratchFolder.ts';

/** Of all samples; both are of the same ones. */
interface Shares {
  readonly self: Map<string, number>;
  readonly total: Map<string, number>;
}

/** Points of a percent that the two may differ by. */
const most = 0.5;

describe('Shares of functions', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();
  const native = (name: string) => path.resolve('test/fixtures/programs/native', name);

  before(installNativeTools);

  async function assertAgreement(command: readonly [string, ...string[]], fewest: number): Promise<void> {
    const file = scratch('perf.data');
    const options = ['-N', '--no-bpf-event', '-F', '999', '-e', 'cpu-clock', '--call-graph', 'fp', '-o', file];
    // V8 leaves a log where it runs.
    execFileSync('perf', ['record', ...options, '--', ...command], { cwd: scratch(), stdio: 'ignore' });
    const theirs = perfShares(file, path.basename(command[0]));
    const ours = compiledShares(await new Symbolizer().symbolize(readInput(file, readProfile)));
    for (const kind of ['self', 'total'] as const) {
      const compared = [...theirs[kind]].filter(([, share]) => share >= most);
      assert.ok(compared.length >= fewest, `${compared.length} functions of ${kind}`);
      for (const [name, share] of compared) {
        const own = ours[kind].get(name) ?? 0;
        assert.ok(Math.abs(own - share) <= most, `${kind} of ${name}: ${own} %, in perf report ${share} %`);
      }
    }
  }

  it('are those of perf report: C++ in threads', async () => {
    const program = scratch('ends');
    execFileSync('g++', ['-O2', '-g', '-fno-omit-frame-pointer', '-pthread', native('ends.cpp'), '-o', program]);
    await assertAgreement([program, 'thread'], 1);
  });

  it('are those of perf report: Node, its JavaScript by a perf map', async () => {
    const babel = path.resolve('node_modules/@babel/parser/lib/index.js');
    const script = `const { parse } = require(${JSON.stringify(babel)});
      const text = require('node:fs').readFileSync(${JSON.stringify(babel)}, 'utf8');
      for (let round = 0; round < 10; round++) parse(text);`;
    await assertAgreement([process.execPath, '--perf-basic-prof', '-e', script], 5);
  });
});

/** Of the functions of a program's own file, and of code that it made. Templates are written in other ways. */
function perfShares(file: string, program: string): Shares {
  const shares = { self: new Map<string, number>(), total: new Map<string, number>() };
  const columns = ['--sort', 'sym,dso', '-F', 'overhead_children,overhead,sym,dso'];
  const args = ['report', '-i', file, '--stdio', '--no-inline', '--children', '-g', 'none', ...columns];
  const text = execFileSync('perf', args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 27 });
  for (const [, total, self, symbol = '', module = ''] of text.matchAll(
    /^ *([\d.]+)% +([\d.]+)% +\[.\] (.*?\S) {2,}(\S.*?) *$/gm,
  )) {
    const name = plainName(symbol);
    if ((module !== program && !module.startsWith('[JIT]')) || !/^[\w:~]+$/.test(name) || name.startsWith('0x'))
      continue;
    shares.self.set(name, (shares.self.get(name) ?? 0) + Number(self));
    // A stack may have several of one name: copies of a function, tiers of a script. V8's built-ins end with calls: perf looks at
    // the address that these return to, which is in the next built-in.
    const isUncertain = shares.total.has(name) || name.startsWith('Builtins_');
    shares.total.set(name, isUncertain ? NaN : Number(total));
  }
  return shares;
}

/** Of functions as they were compiled: what was inlined is a part of its caller. */
function compiledShares({ nodes, functions }: Profile): Shares {
  const shares = { self: new Map<string, number>(), total: new Map<string, number>() };
  const all = nodes.self.reduce((sum, weight) => sum + weight, 0);
  for (const [leaf, self] of nodes.self.entries()) {
    if (self === 0) continue;
    const stack = new Set<string>();
    for (let node = leaf; node >= 0; node = at(nodes.parent, node)) {
      if (at(nodes.inlined, node) !== 0) continue;
      stack.add(plainName(at(functions.name, at(nodes.function, node))));
    }
    const [innermost = ''] = stack;
    shares.self.set(innermost, (shares.self.get(innermost) ?? 0) + (100 * self) / all);
    for (const name of stack) shares.total.set(name, (shares.total.get(name) ?? 0) + (100 * self) / all);
  }
  return shares;
}

/** Without parameters, what compilers append to copies of a function, and how V8 marks tiers and where a function stands. */
function plainName(name: string): string {
  return name
    .replace(/^\(anonymous namespace\)::/, '')
    .replace(/(\.(constprop|isra|part|cold)(\.\d+)?)+$/, '')
    .replace(/^JS:[~^+*']?(\S*) .*$/, '$1')
    .replace(/(.)\(.*$/, '$1');
}
