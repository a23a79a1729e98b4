import type { Command } from 'commander';
import { formats } from '../core/formats/formats.ts';

export function addFormats(command: Command): void {
  command.option('--json', 'print one JSON object').action(({ json }: { json?: true }) => {
    const list = formats.map(({ id, name, extensions, fileNames = [], read, write }) => ({
      id,
      name,
      extensions: [...extensions, ...fileNames],
      reads: read !== undefined,
      writes: write !== undefined,
    }));
    if (json) {
      process.stdout.write(`${JSON.stringify({ version: 1, formats: list })}\n`);
      return;
    }
    for (const { id, name, extensions, reads, writes } of list) {
      const does = [reads ? 'reads' : '', writes ? 'writes' : ''].filter((word) => word !== '').join(', ');
      process.stdout.write(`${id.padEnd(22)} ${does.padEnd(14)} ${name} (${extensions.join(', ')})\n`);
    }
  });
}
