import type { LineText } from '../core/analysis/insights/finding.ts';
import { isAbsolutePath } from '../core/model/location.ts';
import { sourceHost } from './sourceHost.ts';

/** Reads lines of files of this machine as they are asked for, each file once. */
export function lineReader(): LineText {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    let lines = files.get(file);
    if (lines === undefined) {
      lines = (isAbsolutePath(file) ? (sourceHost.readText(file) ?? '') : '').split(/\r?\n/);
      files.set(file, lines);
    }
    return lines[line - 1];
  };
}
