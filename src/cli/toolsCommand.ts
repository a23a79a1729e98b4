import type { Command } from 'commander';
import { tools } from '../capture/tools.ts';
import { placeHere } from './placeHere.ts';

export function addTools(command: Command): void {
  command.option('--json', 'print one JSON object').action(async ({ json }: { json?: true }) => {
    const place = await placeHere();
    const list = [];
    for (const tool of tools) {
      const { id, name, measures } = tool;
      list.push({ id, name, measures, ...(await tool.find(place)) });
    }
    if (json) {
      process.stdout.write(`${JSON.stringify({ version: 1, tools: list })}\n`);
      return;
    }
    for (const tool of list) {
      const state = tool.state === 'found' ? tool.version : `missing: ${tool.reason} To mend it: ${tool.mend}`;
      process.stdout.write(`${tool.id.padEnd(18)} ${tool.measures.join(', ').padEnd(10)} ${state}\n`);
    }
  });
}
