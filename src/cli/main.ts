import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { commands } from './commands.ts';

const program = new Command('heatline')
  .description('Profiles programs and shows which lines are hot.')
  .version(version)
  .enablePositionalOptions()
  .exitOverride();
const asked = process.argv.slice(2).find((word) => Object.hasOwn(commands, word));
for (const [name, { usage, does, load }] of Object.entries(commands)) {
  if (name === asked) (await load())(program.command(name).description(does));
  else program.command(`${name} ${usage}`).description(does);
}

program.parseAsync().catch((error: unknown) => {
  process.exitCode = exitCodeOf(error);
});

/** 0 for `--help` and `--version`, 2 for bad usage and bad input, told in one line. */
function exitCodeOf(error: unknown): number {
  // Commander has printed its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof HeatlineError ? error.hint : '';
  process.stderr.write(`heatline: ${hint === '' ? message : `${message.replace(/\.$/, '')}. ${hint}`}\n`);
  return 2;
}
