import type { LineText } from '../core/analysis/insights/finding.ts';
import { isAbsolutePath } from '../core/model/location.ts';
import { sourceHost } from './sourceHost.ts';

/** Lines of files as they are asked for, each file read once; from this machine's files unless told otherwise. */
export function lineReader(
  readText: (path: string) => string | undefined = (path) => sourceHost.readText(path),
): LineText {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    let lines = files.get(file);
    if (lines === undefined) {
      lines = (isAbsolutePath(file) ? (readText(file) ?? '') : '').split(/\r?\n/);
      files.set(file, lines);
    }
    return lines[line - 1];
  };
}
