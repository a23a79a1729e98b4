import type { Debugger } from 'node:inspector';
import { keepsPositions } from './keepsPositions.ts';
import type { RecordedScript } from './protocol.ts';

/** The script with the text that ran, unless the file that its URL names tells as much: one or none. */
export function unexplainedScript(
  { url: file, sourceMapURL: sourceMapUrl }: Debugger.ScriptParsedEventDataType,
  source: string,
  onDisk: string | undefined,
): RecordedScript[] {
  if (onDisk !== undefined && keepsPositions(source, onDisk)) return [];
  if (sourceMapUrl === undefined || sourceMapUrl === '') return [{ file, source }];
  return [{ file, source: source.replace(sourceMapUrl, ''), sourceMapUrl }];
}
