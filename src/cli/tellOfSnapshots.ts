import { statSync } from 'node:fs';
import path from 'node:path';
import type { NearLimitSnapshots } from '../capture/nearLimitSnapshots.ts';
import { formatBytes } from '../core/text/formatBytes.ts';

/** Says on stderr which heap snapshots were taken near the limit; nothing where the program had memory enough. */
export function tellOfSnapshots({ files, removed }: ReturnType<NearLimitSnapshots['collect']>): void {
  for (const file of files) {
    const name = path.relative(process.cwd(), file);
    process.stderr.write(
      `heatline: memory ran out; ${name} (${formatBytes(statSync(file).size)}) has what held it: heatline heap ${name}\n`,
    );
  }
  if (removed > 0)
    process.stderr.write(
      'heatline: a heap snapshot could not be written to its end and was removed: is the disk full?\n',
    );
}
