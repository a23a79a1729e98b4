import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { addAnnotate } from './annotateCommand.ts';
import { addAttach } from './attachCommand.ts';
import { addConvert } from './convertCommand.ts';
import { addDiff } from './diffCommand.ts';
import { addDisassemble } from './disassembleCommand.ts';
import { addFormats } from './formatsCommand.ts';
import { addHeap } from './heapCommand.ts';
import { addLeaks } from './leaksCommand.ts';
import { addProfile } from './profileCommand.ts';
import { addReport } from './reportCommand.ts';
import { addSnapshot } from './snapshotCommand.ts';
import { addTools } from './toolsCommand.ts';

const program = new Command('heatline')
  .description('Profiles programs and shows which lines are hot.')
  .version(packageJson.version)
  .enablePositionalOptions()
  .exitOverride();
for (const add of [
  addProfile,
  addAttach,
  addReport,
  addAnnotate,
  addDiff,
  addHeap,
  addSnapshot,
  addLeaks,
  addDisassemble,
  addConvert,
  addTools,
  addFormats,
])
  add(program);

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
