import { at } from '../../model/at.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import { ProfileBuilder } from '../../model/builder.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input } from '../format.ts';
import { headOf } from '../json.ts';
import { endsWithLine } from './logLines.ts';
import { LogReader } from './logReader.ts';

/** Of Node 20 and 24; those between have the same events. */
const knownVersions = { first: 11, last: 13 };

/**
 * V8's log, `node --prof --log-deopt`: events of code in memory, and ticks with addresses. Every frame has its position and what
 * was inlined, where V8 wrote tables: for bytecode and optimised code, not for baseline code.
 * https://github.com/v8/v8/blob/main/src/logging/log.cc
 */
export const v8Log: Format = {
  id: 'v8-log',
  name: 'V8 log',
  extensions: ['.log'],
  accepts: (input) => headOf(input).startsWith('v8-version,'),
  read,
};

function read(input: Input): Profile {
  const [, major = '', minor = ''] = /^v8-version,(\d+),(\d+),/.exec(headOf(input)) ?? [];
  if (!(Number(major) >= knownVersions.first && Number(major) <= knownVersions.last)) {
    throw new HeatlineError(
      `${input.name} is a log of V8 ${major}.${minor}, which Heatline does not know.`,
      'Record with Node 20, 22 or 24, or write a .cpuprofile with --cpu-prof.',
    );
  }
  const builder = new ProfileBuilder({ format: 'v8-log', tool: 'v8-log', unit: 'microseconds' });
  const log = new LogReader(input, builder);
  log.readAll();
  if (log.ticks.length === 0) {
    throw new HeatlineError(
      `${input.name} has no samples.`,
      'Record it with --prof, and let the program run for longer.',
    );
  }
  const { marker } = log;
  builder.thread(marker?.thread ?? { name: '', pid: 0, tid: 0 });
  addTicks(builder, log, marker === undefined ? 0 : marker.thread.at - marker.time);
  if (log.broken > 0) builder.note('bad-data', `${log.broken} lines of the log are broken and were left out.`);
  if (!endsWithLine(input))
    builder.note('lost-part', 'The log ends in the middle of a line: what came after it is missing.');
  return builder.finish();
}

/** Of weight that may stand on no line before a note says so. */
const mostUnplaced = 0.05;

/**
 * A sample lasts until the next one; the last as long as the one before. Node holds the sampler's signal back while it waits
 * for events, so that one tick at the end stands for the whole wait.
 * @param clock the machine's time at the log's zero.
 */
function addTicks(builder: ProfileBuilder, { ticks, interval }: LogReader, clock: number): void {
  ticks.sort((a, b) => a.time - b.time);
  const starts: number[] = [];
  for (const { time, isIdle } of ticks) {
    starts.push(isIdle ? Math.min(time, (starts.at(-1) ?? time) + interval) : time);
  }
  let weight = 0;
  let sum = 0;
  let unplaced = 0;
  for (const [index, { leaf }] of ticks.entries()) {
    const start = at(starts, index);
    weight = (starts[index + 1] ?? start + weight) - start;
    builder.sample(leaf.node, weight, start + clock);
    builder.weigh(leaf.node, weight, 1);
    builder.line(leaf.node, leaf.line, weight, leaf.column);
    if (leaf.tier !== undefined) builder.tier(leaf.node, leaf.tier, weight);
    if (leaf.tier !== undefined) sum += weight;
    if (leaf.tier !== undefined && leaf.line === 0) unplaced += weight;
  }
  if (unplaced <= mostUnplaced * sum) return;
  const share = Math.round((100 * unplaced) / sum);
  const message = `${share} % of the weight ran in code whose lines V8 does not log, in its interpreter or its baseline compiler: it stands on the first line of its function.`;
  builder.note('lines-unknown', message);
}
