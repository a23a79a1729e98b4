import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import type { TimeAxis } from '../../model/timeline.ts';
import type { Format, Input } from '../format.ts';
import { headOf } from '../json.ts';
import { addStack } from './addStack.ts';
import { readMassif, type MassifFile } from './massifFile.ts';
import { massifTimeline } from './massifTimeline.ts';
import { massifTree } from './massifTree.ts';
import { processOf } from './processOf.ts';
import { lacksFolders, noFolders } from './valgrindFrame.ts';

/** What the heap held when it was largest, and how it grew: `valgrind --tool=massif`. https://valgrind.org/docs/manual/ms-manual.html */
export const massif: Format = {
  id: 'massif',
  name: 'Massif',
  extensions: [],
  fileNames: ['massif.out.*'],
  accepts: (input) => /^desc: .*\ncmd: .*\ntime_unit: /.test(headOf(input)),
  read,
};

function read(input: Input): Profile {
  const file = readMassif(input);
  const { peak } = file;
  if (peak === undefined) {
    throw new HeatlineError(
      `${input.name} has no snapshot that says where memory was allocated.`,
      'Let the program run to its end.',
    );
  }
  const builder = new ProfileBuilder({ format: 'massif', tool: 'massif', unit: 'bytes', event: 'peak' });
  const pid = processOf(input.name);
  builder.thread({ name: file.command, pid, tid: 0 });
  const { stacks, broken } = massifTree(peak.tree);
  let sum = 0;
  for (const { frames, bytes } of stacks) {
    const leaf = addStack(builder, frames);
    if (leaf === undefined) continue;
    // Counted, not sampled.
    builder.weigh(leaf.node, bytes, 0);
    builder.line(leaf.node, leaf.line, bytes);
    sum += bytes;
  }
  const timeline = massifTimeline(file, pid);
  builder.timeline(timeline);
  if (timeline.axis !== undefined) builder.note('beside', axisNotes[timeline.axis]);
  addNotes(builder, { ...file, broken: file.broken + broken }, sum);
  if (lacksFolders(stacks.flatMap(({ frames }) => frames))) builder.note('lines-unknown', noFolders);
  return builder.finish();
}

const axisNotes: Readonly<Record<TimeAxis, string>> = {
  instructions: 'The timeline counts instructions; with --time-unit=ms Massif measures time.',
  bytes: 'The timeline counts the bytes that were allocated and freed; with --time-unit=ms Massif measures time.',
};

function addNotes(builder: ProfileBuilder, { broken, peak }: MassifFile, sum: number): void {
  if (broken > 0) builder.note('bad-data', `${broken} lines of the file are broken and were left out.`);
  if (peak !== undefined && peak.heap !== sum)
    builder.note('bad-data', `The file says that the heap held ${peak.heap} bytes; its places add up to ${sum}.`);
  if (peak?.isPeak !== true)
    builder.note('lost-part', 'The file ends before its peak: this is the largest snapshot that it has.');
}
