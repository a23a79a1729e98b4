import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leakRounds, scenarioOf, type RoundWork } from '../capture/leakRounds.ts';
import { prepareRecording } from '../capture/prepareRecording.ts';
import { loopbackUrl } from '../capture/requestUrl.ts';
import type { RoundCommand } from '../capture/roundCommand.ts';
import { runTarget } from '../capture/runTarget.ts';
import { writeError } from '../capture/writeError.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { formatBytes } from '../core/text/formatBytes.ts';
import { splitArguments } from '../core/text/splitArguments.ts';
import { built } from './built.ts';

export interface RoundOptions {
  readonly request?: string;
  readonly command?: string;
  readonly tests?: true;
  /** Seconds. */
  readonly each?: number;
  readonly rounds: number;
  readonly warmup: number;
  readonly repeat?: number;
  readonly allocations: boolean;
  readonly out?: string;
}

/** How long the program has to end after its rounds before it is killed. */
const graceMs = 3000;

/** Runs a command, has it do its rounds, and gives the snapshots to `read` while they are there. */
export async function runRounds<Answer>(
  command: readonly string[],
  options: RoundOptions,
  read: (snapshots: readonly string[], recorder: string) => Answer,
): Promise<Answer> {
  const work = workOf(options);
  const folder = makeFolder(options.out);
  const preload = built('preload.cjs');
  const recording = await prepareRecording({
    // Nothing but its heap is looked at: nobody says `start`.
    begin: 'message',
    measure: 'heap',
    intervalUs: 1000,
    live: false,
    collector: '',
    snapshots: options.allocations ? 'with-allocations' : 'plain',
    scenario: scenarioOf(work),
    env: process.env,
    preload,
  });
  const ended = new AbortController();
  const { rounds, warmup } = options;
  const onSnapshot = (taken: number, file: string) => {
    process.stderr.write(`heatline: snapshot ${taken} of ${rounds + 1}, ${formatBytes(statSync(file).size)} on disk\n`);
  };
  try {
    const done = leakRounds(recording, { work, rounds, warmup, folder, onSnapshot }, ended.signal);
    const over = done.catch(() => undefined);
    const [program = '', ...args] = command;
    await runTarget(
      { argv: [program, ...args], cwd: process.cwd(), env: { ...process.env, ...recording.env } },
      { until: over, stop: (pid) => recording.stop(graceMs, pid) },
    ).finally(() => {
      ended.abort();
    });
    return read(await done, preload);
  } finally {
    recording.dispose();
    if (options.out === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Requests or calls in a round; a command does as much as it likes. */
const plainRepeat = 10;

function workOf({
  request,
  command,
  tests,
  each,
  repeat = command === undefined ? plainRepeat : 1,
}: RoundOptions): RoundWork {
  const kinds = Object.entries({ request, command, tests, each }).filter(([, value]) => value !== undefined);
  if (kinds.length > 1) {
    const names = kinds.map(([name]) => `--${name}`).join(' and ');
    throw new HeatlineError(`${names} are ${kinds.length} kinds of rounds.`, 'Choose one of them.');
  }
  if (request !== undefined) return { kind: 'request', url: loopbackUrl(request), repeat };
  if (command !== undefined) return { kind: 'command', command: roundCommand(command), repeat };
  if (tests) return { kind: 'tests', repeat };
  return each === undefined ? { kind: 'scenario', repeat } : { kind: 'time', ms: each * 1000 };
}

function roundCommand(text: string): RoundCommand {
  const [program, ...parameters] = splitArguments(text);
  if (program === undefined) throw new HeatlineError('--command names no program.', 'It takes one with its arguments.');
  return {
    argv: [program, ...parameters],
    cwd: process.cwd(),
    env: process.env,
    // What it says of its load; stdout is the program's and the report's.
    onOutput: (output) => process.stderr.write(output),
  };
}

function makeFolder(out: string | undefined): string {
  if (out === undefined) return mkdtempSync(path.join(tmpdir(), 'heatline-leaks-'));
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    throw writeError(out, String((error as NodeJS.ErrnoException).code), error);
  }
  return out;
}
