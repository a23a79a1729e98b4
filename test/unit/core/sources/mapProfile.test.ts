import assert from 'node:assert/strict';
import { functionTimes } from '../../../../src/core/analysis/functionTimes.ts';
import { lineTimes } from '../../../../src/core/analysis/lineTimes.ts';
import { at } from '../../../../src/core/model/at.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { mapProfile } from '../../../../src/core/sources/mapProfile.ts';

const near = `export function near(x) {
  let sum = 0;
  for (let i = 0; i < x; i++) sum += i * i; // line 3
  return sum;
}`;

// near() is inlined into loop(), whose own lines begin behind near.mjs's end.
const app = `import { near } from './near.mjs';





export function loop() {
  let total = 0;
  for (let i = 0; i < 1e6; i++) {
    total += near(i); // line 10
  }
  return total;
}
function between() {
  return deep(); // line 15
}
function deep() {
  return 1; // line 18
}
export function outer() {
  return between(); // line 21
}
loop();`;

const files: Readonly<Record<string, string>> = { '/p/app.mjs': app, '/p/near.mjs': near };
const host = { readText: (path: string) => files[path] };

interface Recorded {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** `line: ms` as V8 would report it. */
  readonly ticks?: Readonly<Record<number, number>>;
  readonly children?: readonly Recorded[];
}

function recorded(...roots: readonly Recorded[]): Profile {
  const builder = new ProfileBuilder({ format: 'drawn', tool: 'v8', unit: 'microseconds' });
  const add = (parent: number, { name, file, line, ticks = {}, children = [] }: Recorded): void => {
    const node = builder.node(parent, builder.function({ name, file, line, column: 14, category: 'own' }));
    for (const [tick, ms] of Object.entries(ticks)) {
      builder.weigh(node, ms * 1000, ms);
      builder.line(node, Number(tick), ms * 1000);
    }
    for (const child of children) add(node, child);
  };
  for (const root of roots) add(-1, root);
  return builder.finish();
}

/** `file:line self/total`, in ms. */
function linesOf(profile: Profile): string[] {
  return lineTimes(profile)
    .map(({ file, line, self, total }) => `${file.slice(3)}:${line} ${self / 1000}/${total / 1000}`)
    .sort();
}

function totalOf(profile: Profile, name: string): number {
  return at(functionTimes(profile).total, profile.functions.name.indexOf(name)) / 1000;
}

describe('mapProfile', () => {
  it('moves ticks of a function inlined from another file to that file', () => {
    const raw = recorded({ name: 'loop', file: '/p/app.mjs', line: 7, ticks: { 3: 80, 10: 5 } });
    const profile = mapProfile(raw, host);
    assert.deepEqual(checkProfile(profile), []);
    assert.deepEqual(linesOf(profile), ['app.mjs:10 5/85', 'near.mjs:3 80/80']);
    assert.equal(totalOf(profile, 'near'), 80);
  });

  it('never paints a line that no callee explains', () => {
    const raw = recorded({ name: 'deep', file: '/p/app.mjs', line: 17, ticks: { 3: 80, 18: 20 } });
    const profile = mapProfile(raw, host);
    assert.deepEqual(linesOf(profile), ['app.mjs:17 80/80', 'app.mjs:18 20/20']);
    assert.match(profile.notes[0]?.message ?? '', /^80 % of the weight is code inlined/);
  });

  it('puts a function back that was inlined between its caller and its callee', () => {
    const raw = recorded({
      name: 'outer',
      file: '/p/app.mjs',
      line: 20,
      ticks: { 15: 1 },
      children: [{ name: 'deep', file: '/p/app.mjs', line: 17, ticks: { 18: 30 } }],
    });
    const profile = mapProfile(raw, host);
    assert.equal(totalOf(profile, 'between'), 31);
    assert.deepEqual(linesOf(profile), ['app.mjs:15 1/31', 'app.mjs:18 30/30', 'app.mjs:21 0/31']);
  });

  it('finds a function by its name where the place is not known, and one of several by none', () => {
    const twice = `${app}\nconst other = { outer() {} };`;
    const raw = recorded(
      { name: 'deep', file: '/p/twice.mjs', line: 0, ticks: { 0: 80 } },
      { name: 'outer', file: '/p/twice.mjs', line: 0, ticks: { 0: 20 } },
    );
    const profile = mapProfile(raw, { readText: () => twice });
    assert.deepEqual(checkProfile(profile), []);
    assert.deepEqual(linesOf(profile), ['twice.mjs:17 80/80']);
  });

  it('keeps lines as V8 gave them where the file cannot be read, and says so', () => {
    const raw = recorded({ name: 'far', file: '/gone/far.mjs', line: 7, ticks: { 3: 80 } });
    const profile = mapProfile(raw, host);
    assert.deepEqual(
      lineTimes(profile).map(({ line }) => line),
      [3],
    );
    assert.deepEqual(
      profile.notes.map(({ kind }) => kind),
      ['no-source'],
    );
  });

  it('takes a script that cannot be parsed for one that cannot be read', () => {
    const raw = recorded({ name: 'odd', file: '/p/odd.mjs', line: 1, ticks: { 2: 10 } });
    const profile = mapProfile(raw, { readText: () => 'this is {{ no JavaScript' });
    assert.deepEqual(
      lineTimes(profile).map(({ line }) => line),
      [2],
    );
    assert.deepEqual(
      profile.notes.map(({ kind }) => kind),
      ['no-source'],
    );
  });

  it('leaves native code where it stands, without what only its names needed', () => {
    const builder = new ProfileBuilder({ format: 'drawn', tool: 'perf', unit: 'microseconds' });
    builder.module({ file: '/p/app', buildId: '' });
    const node = builder.node(
      -1,
      builder.function({ name: 'main', file: '/p/app.c', line: 3, column: 0, category: 'own' }),
    );
    builder.weigh(node, 1000, 1);
    builder.line(node, 4, 1000);
    const raw = builder.finish();
    const profile = mapProfile(raw, host);
    assert.deepEqual(checkProfile(profile), []);
    assert.deepEqual(profile, { ...raw, modules: [] });
  });
});
