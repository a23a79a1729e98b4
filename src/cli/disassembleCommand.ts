import type { Command } from 'commander';
import { openProfile } from '../capture/open.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { disassemble } from '../symbols/disassemble.ts';
import { shortPath } from './shortPath.ts';

export function addDisassemble(program: Command): void {
  program
    .command('disassemble <file> <function>')
    .description('the instructions of a compiled function, with the cost of each')
    .option('--json', 'print one JSON object')
    .action(async (file: string, name: string, { json }: { json?: true }) => {
      const { raw } = await openProfile(file);
      const instructions = await disassemble(raw, name);
      if (json) {
        process.stdout.write(`${JSON.stringify({ version: 1, unit: raw.unit, instructions })}\n`);
        return;
      }
      const sum = raw.nodes.self.reduce((total, self) => total + self, 0);
      let above = '';
      for (const { address, text, file, line, weight } of instructions) {
        const place = file === '' ? '' : `${shortPath(file)}:${line}`;
        if (place !== above) process.stdout.write(`${place}\n`);
        above = place;
        const share = weight > 0 ? formatShare(weight / sum) : '';
        process.stdout.write(`${share.padStart(9)}  ${address.toString(16).padStart(8)}  ${text}\n`);
      }
    });
}
