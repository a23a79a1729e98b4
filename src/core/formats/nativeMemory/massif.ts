import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input } from '../format.ts';
import { headOf } from '../json.ts';
import { addStack } from './addStack.ts';
import { readMassif, type MassifFile } from './massifFile.ts';
import { describeSnapshots } from './massifSnapshots.ts';
import { massifTree } from './massifTree.ts';
import { lacksFolders, noFolders } from './valgrindFrame.ts';

/** What the heap held when it was largest: `valgrind --tool=massif`. https://valgrind.org/docs/manual/ms-manual.html */
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
  // The file does not say, but its name does.
  const pid = Number(/\.(\d{1,9})$/.exec(input.name)?.[1] ?? 0);
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
  addNotes(builder, { ...file, broken: file.broken + broken }, sum);
  if (lacksFolders(stacks.flatMap(({ frames }) => frames))) builder.note('lines-unknown', noFolders);
  return builder.finish();
}

function addNotes(builder: ProfileBuilder, { broken, peak, snapshots, timeUnit }: MassifFile, sum: number): void {
  if (broken > 0) builder.note('bad-data', `${broken} lines of the file are broken and were left out.`);
  if (peak !== undefined && peak.heap !== sum)
    builder.note('bad-data', `The file says that the heap held ${peak.heap} bytes; its places add up to ${sum}.`);
  if (peak?.isPeak !== true)
    builder.note('lost-part', 'The file ends before its peak: this is the largest snapshot that it has.');
  const series = describeSnapshots(snapshots, timeUnit);
  if (series !== '') builder.note('beside', series);
}
