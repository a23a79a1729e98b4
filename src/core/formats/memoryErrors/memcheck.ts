import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input } from '../format.ts';
import { headOf } from '../json.ts';
import { textLines } from '../textLines.ts';
import { addMemoryErrors } from './memoryReport.ts';
import { MemcheckReader } from './memcheckReader.ts';
import { xmlElements } from './xmlElements.ts';

/**
 * Errors and leaks: `valgrind --xml=yes --xml-file=FILE`. Weights are bytes that leaked.
 * docs/internals/xml-output-protocol4.txt in Valgrind's sources.
 */
export const memcheck: Format = {
  id: 'memcheck',
  name: 'Memcheck XML',
  extensions: [],
  fileNames: ['memcheck*.xml', 'valgrind*.xml'],
  accepts: (input) => /^\s*(<\?xml[^>]*>)?\s*<valgrindoutput>/.test(headOf(input)),
  read,
};

function read(input: Input): Profile {
  const reader = new MemcheckReader();
  for (const event of xmlElements(textLines(input))) reader.read(event);
  const { errors, tool, isWhole, broken } = reader;
  if (tool !== 'memcheck' && tool !== '') {
    throw new HeatlineError(`${input.name} is of ${tool}, not of memcheck.`, 'Open what memcheck wrote.');
  }
  const builder = new ProfileBuilder({ format: 'memcheck', tool: 'memcheck', unit: 'bytes', event: 'leaked' });
  builder.thread({ name: reader.command, pid: reader.pid, tid: 0 });
  addMemoryErrors(builder, errors);
  if (broken > 0) builder.note('bad-data', `${broken} errors of the file are broken and were left out.`);
  if (!isWhole) builder.note('lost-part', 'The file ends in the middle: what came after is missing.');
  return builder.finish();
}
