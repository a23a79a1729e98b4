import { at } from './at.ts';
import { categories } from './category.ts';
import { tiers as tierNames } from './tier.ts';
import type { Profile } from './profile.ts';
import { metrics, pauseKinds } from './timeline.ts';

/** Every broken invariant of a profile, one sentence each; none for a sound one. Importer tests and fuzzers call it. */
export function checkProfile(profile: Profile): string[] {
  const { functions, nodes, samples, lines, calls, tiers, remarks, addresses, modules, threads, timeline } = profile;
  const { memoryErrors = [], types } = profile;
  const problems: string[] = [];
  const columns = (table: string, of: object): void => {
    const lengths = new Set(Object.values(of).map((column) => (column as ArrayLike<unknown>).length));
    if (lengths.size > 1) problems.push(`the columns of ${table} differ in length: ${[...lengths].join(', ')}`);
  };
  const refers = (what: string, values: ArrayLike<number>, length: number, least = 0): void => {
    for (let index = 0; index < values.length; index++) {
      const value = at(values, index);
      if (value < least || value >= length)
        problems.push(`${what} ${index} is ${value}, outside ${least}..${length - 1}`);
    }
  };
  const weights = (what: string, values: ArrayLike<number>): void => {
    for (let index = 0; index < values.length; index++) {
      const value = at(values, index);
      if (!(value >= 0 && Number.isFinite(value))) problems.push(`${what} ${index} is ${value}`);
    }
  };
  for (const [name, table] of Object.entries({ functions, nodes, samples, lines, calls, tiers, addresses }))
    columns(name, table);
  refers('category of function', functions.category, categories.length);
  refers('function of node', nodes.function, functions.name.length);
  refers('thread of node', nodes.thread, threads.length);
  for (const [node, parent] of nodes.parent.entries()) {
    if (parent < -1 || parent >= node) problems.push(`parent of node ${node} is ${parent}`);
  }
  refers('node of sample', samples.node, nodes.parent.length);
  refers('node of line', lines.node, nodes.parent.length);
  refers('caller of call', calls.caller, functions.name.length);
  refers('callee of call', calls.callee, functions.name.length);
  refers('node of tier', tiers.node, nodes.parent.length);
  refers('tier of tier', tiers.tier, tierNames.length);
  if (types !== undefined) {
    const { names, ...rows } = types;
    columns('types', rows);
    refers('node of type', rows.node, nodes.parent.length);
    refers('type of type', rows.type, names.length);
    weights('weight of type', rows.weight);
    weights('count of type', rows.count);
  }
  refers(
    'function of remark',
    remarks.map((remark) => remark.function),
    functions.name.length,
  );
  refers(
    'node of a stack of memory error',
    memoryErrors.flatMap(({ stacks }) => stacks.map(({ node }) => node)),
    nodes.parent.length,
  );
  refers('function of address', addresses.function, functions.name.length);
  refers('module of address', addresses.module, modules.length);
  for (const { pid, tid, time, values } of timeline.tracks) {
    columns(`the track of ${pid}/${tid}`, { time, ...values });
    weights(`time of the track of ${pid}/${tid}`, time);
    for (const metric of metrics) weights(`${metric} of ${pid}/${tid}`, values[metric] ?? []);
  }
  for (const { pid, tid, ...table } of timeline.pauses) {
    columns(`the pauses of ${pid}/${tid}`, table);
    refers(`kind of pause of ${pid}/${tid}`, table.kind, pauseKinds.length);
    weights(`duration of pause of ${pid}/${tid}`, table.duration);
  }
  const moments = (what: string, times: ArrayLike<number>): void => {
    for (let index = 0; index < times.length; index++) {
      if (!Number.isFinite(at(times, index))) problems.push(`${what} ${index} is ${at(times, index)}`);
    }
  };
  moments('time of sample', samples.time);
  moments(
    'time of marker',
    timeline.markers.map(({ time }) => time),
  );
  for (const what of ['bytes', 'blocks'] as const) {
    weights(
      `${what} of memory error`,
      memoryErrors.map((error) => error[what]),
    );
  }
  weights('self weight of node', nodes.self);
  weights('count of node', nodes.count);
  weights('weight of tier', tiers.weight);
  weights('weight of sample', samples.weight);
  weights('weight of line', lines.weight);
  if (problems.length > 0) return problems;
  const placed = new Float64Array(nodes.self.length);
  for (const [row, node] of lines.node.entries()) placed[node] = at(placed, node) + at(lines.weight, row);
  for (const [node, self] of nodes.self.entries()) {
    if (!isNear(at(placed, node), self))
      problems.push(`the lines of node ${node} weigh ${at(placed, node)}, the node ${self}`);
  }
  const typed = new Float64Array(nodes.self.length);
  for (const [row, node] of types?.node.entries() ?? []) typed[node] = at(typed, node) + at(types?.weight ?? [], row);
  for (const [node, self] of nodes.self.entries()) {
    const weight = at(typed, node);
    if (weight > self && !isNear(weight, self))
      problems.push(`the types of node ${node} weigh ${weight}, the node ${self}`);
  }
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  if (samples.node.length > 0 && !isNear(sum(samples.weight), sum(nodes.self))) {
    problems.push(`the samples weigh ${sum(samples.weight)}, the nodes ${sum(nodes.self)}`);
  }
  return problems;
}

/** Equal but for the rounding of sums. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, b);
}
