import type { Command } from 'commander';
import { lineReader } from '../capture/lineReader.ts';
import { openProfile } from '../capture/open.ts';
import { machineCodeText } from '../core/queries/machineCode.ts';
import { disassemble } from '../symbols/disassemble.ts';
import { recordedCode } from '../symbols/recordedCode.ts';
import { debuginfodOption } from './debuginfodOption.ts';
import { shortPath } from './shortPath.ts';

export function addDisassemble(command: Command): void {
  command
    .argument('<file>')
    .argument('<function>')
    .option('--json', 'print one JSON object')
    .addOption(debuginfodOption())
    .action(async (file: string, name: string, { json, ...choice }: { json?: true; debuginfod?: true }) => {
      const { raw } = await openProfile(file, choice);
      const { unit, nodes } = raw;
      const code = await disassemble(recordedCode(raw), name);
      if (json) {
        process.stdout.write(`${JSON.stringify({ version: 1, unit, instructions: code.instructions })}\n`);
        return;
      }
      const sum = nodes.self.reduce((total, self) => total + self, 0);
      const rows = machineCodeText(code, { sum, unit, lineText: lineReader(), shorten: shortPath });
      process.stdout.write(`${rows.map(({ text }) => text).join('\n')}\n`);
    });
}
