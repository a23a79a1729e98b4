import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { openMapped } from '../capture/open.ts';
import { onLines, type LineChoice } from '../core/analysis/rollUpInlined.ts';
import type { ReadChoice } from '../core/formats/format.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile } from '../core/model/profile.ts';
import { annotate, annotationText } from '../core/queries/annotate.ts';
import { debuginfodOption } from './debuginfodOption.ts';
import { linesOption } from './linesOption.ts';

export function addAnnotate(command: Command): void {
  command
    .argument('<file>')
    .requiredOption('--source <path>', 'the source file')
    .option('--event <name>', 'which of the things that the file counts')
    .option('--json', 'print one JSON object')
    .addOption(linesOption())
    .addOption(debuginfodOption())
    .action(async (path: string, options: ReadChoice & { source: string; json?: true; lines: LineChoice }) => {
      const profile = onLines(await openMapped(path, options), options.lines);
      const source = readSource(options.source);
      const annotation = annotate(profile, { file: fileInProfile(profile, options.source), source });
      process.stdout.write(options.json ? `${JSON.stringify(annotation)}\n` : annotationText(annotation, source));
    });
}

function readSource(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new HeatlineError(`${path} cannot be read.`, 'Name the source file with --source.', error);
  }
}

/** The profile's name for a source file: a profile names real paths, a user may name a link. */
function fileInProfile({ functions }: Profile, source: string): string {
  const paths = [resolve(source), realpathSync(source)];
  const file = functions.file.find((name) => paths.includes(name));
  if (file === undefined)
    throw new HeatlineError(`The profile has no samples of ${source}.`, 'heatline report lists the files that it has.');
  return file;
}
