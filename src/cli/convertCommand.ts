import type { Command } from 'commander';
import { openProfile } from '../capture/open.ts';
import { writerFor } from './writerFor.ts';
import { writeOutput } from './writeOutput.ts';

export function addConvert(program: Command): void {
  program
    .command('convert <in> <out>')
    .description('writes a profile in another format')
    .option('--to <format>', 'the format, if not by the extension of <out>: see heatline formats')
    .option('--json', 'print one JSON object')
    .action(async (input: string, output: string, { to, json }: { to?: string; json?: true }) => {
      const write = writerFor(output, to === undefined ? {} : { id: to });
      writeOutput(output, write(await openProfile(input)));
      if (json) process.stdout.write(`${JSON.stringify({ version: 1, file: output })}\n`);
    });
}
