import { at } from '../model/at.ts';
import type { ProfileBuilder } from '../model/builder.ts';
import { groupBy } from '../model/groupBy.ts';
import { categoryOf, pathOf } from '../model/location.ts';
import type { Profile } from '../model/profile.ts';
import { remarkKinds } from '../model/remark.ts';
import { tierName, type Tier } from '../model/tier.ts';
import { arrayOf, isObject, numberOf, stringOf, wholeOf, type JsonObject } from './json.ts';
import type { LineTicks } from './v8Tree.ts';

/**
 * What exact recorders know beyond V8's CPU profile, under its key `heatline`: tables of columns, by node id.
 *
 *     positions
 *       calls    { node, line, column }          where a node was called in its caller
 *       lines    { node, line, column, ticks }   instead of the node's `positionTicks`, where columns are known
 *       tiers    { node, tier, ticks }           tier: index into `tiers`
 *     remarks    [{ kind, name, file, functionLine, functionColumn, line, column, reason, count }]
 *
 * Ticks are fractional, so that lines weigh what they did.
 */
export interface Positions {
  readonly calls: ReadonlyMap<number, { readonly line: number; readonly column: number }>;
  readonly lines: ReadonlyMap<number, readonly LineTicks[]>;
  readonly tiers: ReadonlyMap<number, readonly TierTicks[]>;
}

export const noPositions: Positions = { calls: new Map(), lines: new Map(), tiers: new Map() };

export interface TierTicks {
  readonly tier: Tier;
  readonly ticks: number;
}

/** @param firstId the id that the profile's first node is written with. */
export function writePositions(profile: Profile, firstId: number): JsonObject {
  const { nodes, lines, functions, remarks } = profile;
  const called = Array.from(nodes.callLine.keys()).filter((node) => at(nodes.callLine, node) > 0);
  const exact = new Set(lines.node.filter((_, row) => at(lines.column, row) > 0));
  const rows = Array.from(lines.node.keys()).filter((row) => exact.has(at(lines.node, row)));
  const id = (node: number): number => firstId + node;
  const ticks = (node: number, weight: number): number =>
    weight === 0 ? 0 : (weight / at(nodes.self, node)) * at(nodes.count, node);
  return {
    positions: {
      calls: {
        node: called.map(id),
        line: called.map((node) => at(nodes.callLine, node)),
        column: called.map((node) => at(nodes.callColumn, node)),
      },
      lines: {
        node: rows.map((row) => id(at(lines.node, row))),
        line: rows.map((row) => at(lines.line, row)),
        column: rows.map((row) => at(lines.column, row)),
        ticks: rows.map((row) => ticks(at(lines.node, row), at(lines.weight, row))),
      },
      tiers: {
        node: Array.from(profile.tiers.node, id),
        tier: [...profile.tiers.tier],
        ticks: Array.from(profile.tiers.weight, (weight, row) => ticks(at(profile.tiers.node, row), weight)),
      },
    },
    remarks: remarks.map(({ function: fn, ...remark }) => ({
      ...remark,
      name: at(functions.name, fn),
      file: at(functions.file, fn),
      functionLine: at(functions.line, fn),
      functionColumn: at(functions.column, fn),
    })),
  };
}

export function readPositions(extension: JsonObject): Positions {
  const tables = isObject(extension['positions']) ? extension['positions'] : {};
  const byNode = (table: string): Map<number, Row[]> => groupBy(rowsOf(tables[table]), ({ node }) => node);
  return {
    calls: new Map(rowsOf(tables['calls']).map(({ node, line, column }) => [node, { line, column }])),
    lines: byNode('lines'),
    tiers: new Map([...byNode('tiers')].map(([node, rows]) => [node, rows.map(tierTicks)])),
  };
}

export function readRemarks(builder: ProfileBuilder, extension: JsonObject): void {
  for (const remark of arrayOf(extension['remarks']).filter(isObject)) {
    const kind = remarkKinds.find((known) => known === remark['kind']);
    if (kind === undefined) continue;
    const file = pathOf(stringOf(remark['file']));
    const fn = builder.function({
      name: stringOf(remark['name']),
      file,
      line: wholeOf(remark['functionLine']),
      column: wholeOf(remark['functionColumn']),
      category: categoryOf(file),
    });
    builder.remark({
      kind,
      function: fn,
      line: wholeOf(remark['line']),
      column: wholeOf(remark['column']),
      reason: stringOf(remark['reason']),
      count: wholeOf(remark['count']),
    });
  }
}

interface Row extends LineTicks {
  readonly node: number;
  readonly column: number;
  readonly tier: number;
}

function rowsOf(table: unknown): Row[] {
  if (!isObject(table)) return [];
  const [line, column, tier, ticks] = ['line', 'column', 'tier', 'ticks'].map((name) => arrayOf(table[name]));
  return arrayOf(table['node']).map((node, row) => ({
    node: numberOf(node, -1),
    line: wholeOf(line?.[row]),
    column: wholeOf(column?.[row]),
    tier: wholeOf(tier?.[row]),
    ticks: numberOf(ticks?.[row]),
  }));
}

function tierTicks({ tier, ticks }: Row): TierTicks {
  return { tier: tierName(tier), ticks };
}
