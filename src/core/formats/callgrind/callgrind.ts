import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input, ReadChoice } from '../format.ts';
import { headOf } from '../json.ts';
import { addCallGraph } from './addCallGraph.ts';
import { CostFile } from './costFile.ts';
import { SourceFrames } from './sourceFrames.ts';

/** Exact costs of functions, lines and calls: `valgrind --tool=callgrind`, and what others write for KCachegrind. */
export const callgrind: Format = {
  id: 'callgrind',
  name: 'callgrind',
  extensions: [],
  fileNames: ['callgrind.out.*'],
  accepts: (input) => isCallgrind(headOf(input)),
  read: (input, choice) => readCosts(input, 'callgrind', choice),
};

/** Exact costs of functions and lines: `valgrind --tool=cachegrind`. */
export const cachegrind: Format = {
  id: 'cachegrind',
  name: 'cachegrind',
  extensions: [],
  fileNames: ['cachegrind.out.*'],
  accepts: (input) => {
    const head = headOf(input);
    return /^(desc|cmd): /.test(head) && /^cmd: /m.test(head) && /^events: /m.test(head) && !isCallgrind(head);
  },
  read: (input, choice) => readCosts(input, 'cachegrind', choice),
};

function isCallgrind(head: string): boolean {
  return (
    /^# callgrind format|^(version|creator|positions): /.test(head) &&
    /^(# callgrind|creator:|positions:|events:)/m.test(head)
  );
}

function readCosts(input: Input, tool: string, choice: ReadChoice | undefined): Profile {
  const file = new CostFile(input, choice);
  file.readAll();
  const event = file.events[file.event];
  if (file.sum === 0) {
    throw new HeatlineError(
      `${input.name} has no costs in ${String(event)}.`,
      'Choose another event, or let the program run to its end.',
    );
  }
  const builder = new ProfileBuilder({ format: tool, tool, unit: 'events', event, events: file.events });
  for (const { pid, tid, graph } of file.threads.values()) {
    if (graph.vertices.length === 0) continue;
    const thread = builder.thread({ name: file.command, pid, tid: Math.max(0, tid - 1) });
    if (addCallGraph(builder, graph, (vertices) => new SourceFrames(builder, vertices, thread))) {
      builder.note(
        'estimated-stacks',
        'The file has the cost of each call, but no stacks: what a function with several callers costs is exact, but which of its callees it cost for whom is an estimate.',
      );
    }
  }
  if (file.broken > 0) builder.note('bad-data', `${file.broken} lines of the file are broken and were left out.`);
  if (file.total === undefined)
    builder.note('lost-part', 'The file ends before its sums: what came after its last line is missing.');
  else if (file.total !== file.sum)
    builder.note('bad-data', `The file says that its costs add up to ${file.total}; they add up to ${file.sum}.`);
  return builder.finish();
}
