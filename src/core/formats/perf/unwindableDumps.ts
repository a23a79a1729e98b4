import type { Input } from '../format.ts';
import { hasUnwindTables } from './jitDump.ts';
import type { PerfHeader } from './perfHeader.ts';
import { PerfRecords } from './perfRecords.ts';
import { recordType } from './recordTypes.ts';

export const jitDumpName = /(^|\/)jit-\d+\.dump$/;

/** The jitdumps of a recording, by their paths, with which perf can follow stacks through the code that a runtime made. */
export function unwindableDumps(input: Input, header: PerfHeader): string[] {
  const files = new Set<string>();
  for (const { type, fields } of new PerfRecords(input, header)) {
    const at = type === recordType.mmap ? 40 : type === recordType.mmap2 ? 72 : fields.length;
    const file = at < fields.length ? fields.text(at) : '';
    if (jitDumpName.test(file)) files.add(file);
  }
  return [...files].filter((file) => {
    const dump = input.beside?.(file);
    return dump !== undefined && hasUnwindTables(dump);
  });
}
