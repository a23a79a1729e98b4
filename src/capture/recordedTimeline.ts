import { readFileSync } from 'node:fs';
import { readTimeline } from '../core/formats/timelineColumns.ts';
import { mergeTimelines } from '../core/model/mergeTimelines.ts';
import { emptyTimeline, type Timeline } from '../core/model/timeline.ts';
import type { RecordedFiles } from './recordedFiles.ts';

/** What was measured beside the profiles, and is not in them. */
export function recordedTimeline({ timelines = [], timeline = emptyTimeline }: RecordedFiles): Timeline {
  const lines = timelines.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  return mergeTimelines([...lines.map(readLine), timeline]);
}

/** Nothing of a line that is still being written. */
function readLine(line: string): Timeline {
  try {
    return readTimeline(JSON.parse(line));
  } catch {
    return emptyTimeline;
  }
}
