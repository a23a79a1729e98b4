import assert from 'node:assert/strict';
import { filterProfile } from '../../../../src/core/analysis/filterProfile.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { writeCpuprofile } from '../../../../src/core/formats/writeCpuprofile.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import { mergeProfiles } from '../../../../src/core/model/mergeProfiles.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { tierName } from '../../../../src/core/model/tier.ts';
import { mapProfile } from '../../../../src/core/sources/mapProfile.ts';
import { inputOf } from '../inputOf.ts';

/** What an exact recorder knows: parse was called from two places, one of them inside a dependency's function. */
function exactProfile(): Profile {
  const builder = new ProfileBuilder({ format: 'cpuprofile', tool: 'v8-log', unit: 'microseconds' });
  builder.thread({ name: 'main', pid: 1, tid: 0 });
  const at = { line: 1, column: 10, category: 'own' } as const;
  const main = builder.function({ ...at, name: 'main', file: '/a.js' });
  const wrap = builder.function({ ...at, name: 'wrap', file: '/node_modules/w/w.js', category: 'dependency' });
  const parse = builder.function({ ...at, name: 'parse', file: '/b.js' });
  const root = builder.node(-1, main);
  const direct = builder.node(root, parse, 0, 7, 5);
  const wrapped = builder.node(builder.node(root, wrap, 0, 8, 9), parse, 0, 30, 2);
  for (const [node, time] of [direct, direct, wrapped].entries()) {
    builder.sample(time, 1000 + node, 5000 + node * 2000);
    builder.weigh(time, 1000 + node, 1);
    builder.line(time, 20, 1000 + node, node === 0 ? 3 : 12);
  }
  builder.tier(direct, 'interpreter', 1000);
  builder.tier(direct, 'turbofan', 1001);
  builder.tier(wrapped, 'turbofan', 1002);
  for (const line of [20, 20, 21])
    builder.remark({ kind: 'deopt', function: parse, line, column: 4, reason: 'wrong map', count: 1 });
  return builder.finish();
}

function callsOf({ nodes, functions }: Profile): string[] {
  return Array.from(nodes.function, (fn, node) => {
    const position = `${nodes.callLine[node]}:${nodes.callColumn[node]}`;
    return `${functions.name[fn]} from ${functions.name[nodes.function[nodes.parent[node] ?? -1] ?? -1]} ${position}`;
  });
}

function linesOf({ lines }: Profile): string[] {
  return Array.from(lines.line, (line, row) => `${line}:${lines.column[row]} ${lines.weight[row]?.toFixed(3)}`);
}

function tiersOf({ tiers, nodes, functions }: Profile): string[] {
  return Array.from(
    tiers.node,
    (node, row) =>
      `${functions.name[nodes.function[node] ?? 0]} ${tierName(tiers.tier[row] ?? 0)} ${tiers.weight[row]?.toFixed(3)}`,
  );
}

const calls = ['main from undefined 0:0', 'parse from main 7:5', 'wrap from main 8:9', 'parse from wrap 30:2'];
const lines = ['20:3 1000.000', '20:12 1001.000', '20:12 1002.000'];
const tiers = ['parse interpreter 1000.000', 'parse turbofan 1001.000', 'parse turbofan 1002.000'];

function assertExact(profile: Profile): void {
  assert.deepEqual(checkProfile(profile), []);
  assert.deepEqual(callsOf(profile).sort(), [...calls].sort());
  assert.deepEqual(linesOf(profile).sort(), [...lines].sort());
  assert.deepEqual(tiersOf(profile).sort(), [...tiers].sort());
  const remarks = profile.remarks.map(
    ({ kind, function: fn, line, column, reason, count }) =>
      `${kind} ${profile.functions.name[fn]} ${line}:${column} ${reason} ${count}`,
  );
  assert.deepEqual(remarks, ['deopt parse 20:4 wrong map 2', 'deopt parse 21:4 wrong map 1']);
}

describe('Exact positions', () => {
  it('are in the profile that was built', () => {
    assertExact(exactProfile());
  });

  it('survive writing and reading a .cpuprofile', () => {
    const written = writeCpuprofile(exactProfile());
    assertExact(readProfile(inputOf('again.cpuprofile', new TextEncoder().encode(written))));
  });

  it('survive a .cpuprofile of several threads', () => {
    const [one, two] = [exactProfile(), { ...exactProfile(), threads: [{ name: 'other', pid: 2, tid: 0 }] }];
    const written = writeCpuprofile(mergeProfiles([one, two]));
    const again = readProfile(inputOf('again.cpuprofile', new TextEncoder().encode(written)));
    assert.deepEqual(checkProfile(again), []);
    assert.deepEqual(callsOf(again).sort(), [...calls, ...calls].sort());
    assert.deepEqual(tiersOf(again).sort(), [...tiers, ...tiers].sort());
    assert.deepEqual(
      again.remarks.map(({ count }) => count),
      [4, 2],
    );
  });

  it('survive merging', () => {
    assertExact(mergeProfiles([exactProfile()]));
  });

  it('lose the frames that a filter hides, whose callees were called where they were', () => {
    const filtered = filterProfile(exactProfile(), { thread: -1, hidden: ['dependency'] });
    assert.deepEqual(checkProfile(filtered), []);
    assert.deepEqual(callsOf(filtered), ['main from undefined 0:0', 'parse from main 7:5', 'parse from main 8:9']);
    assert.deepEqual(tiersOf(filtered), tiers);
  });

  it('are not mended, even where no source can be read', () => {
    const mapped = mapProfile(exactProfile(), { readText: () => undefined });
    assert.deepEqual(checkProfile(mapped), []);
    assert.deepEqual(
      callsOf(mapped),
      calls.map((call) => call.replace(/:\d+$/, ':0')),
    );
    assert.deepEqual(linesOf(mapped), ['20:0 2001.000', '20:0 1002.000']);
    assert.deepEqual(tiersOf(mapped), tiers);
    assert.deepEqual(mapped.notes, []);
  });
});
