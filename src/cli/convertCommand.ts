import type { Command } from 'commander';
import { openProfile } from '../capture/open.ts';
import type { ReadChoice } from '../core/formats/format.ts';
import { debuginfodOption } from './debuginfodOption.ts';
import { writerFor } from './writerFor.ts';
import { writeOutput } from './writeOutput.ts';

interface ConvertOptions extends ReadChoice {
  readonly to?: string;
  readonly json?: true;
  readonly debuginfod?: true;
}

export function addConvert(command: Command): void {
  command
    .argument('<in>')
    .argument('<out>')
    .option('--to <format>', 'the format, if not by the extension of <out>: see heatline formats')
    .option('--event <name>', 'which of the things that the file counts')
    .addOption(debuginfodOption())
    .option('--json', 'print one JSON object')
    .action(async (input: string, output: string, { to, json, ...choice }: ConvertOptions) => {
      const write = writerFor(output, to === undefined ? {} : { id: to });
      writeOutput(output, write(await openProfile(input, choice)));
      if (json) process.stdout.write(`${JSON.stringify({ version: 1, file: output })}\n`);
    });
}
