import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Argv } from './recording.ts';

/** What works on a recorded program from outside, as a load generator does. No shell reads it, and it is not recorded itself. */
export interface RoundCommand {
  readonly argv: Argv;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onOutput: (text: string) => void;
}

const pollMs = 300;
/** A server that is compiled first takes so long to start. */
const startMs = 30_000;

/**
 * Runs the command once.
 * @throws HeatlineError when it cannot be started, or fails.
 */
export async function runRoundCommand({ argv, cwd, env, onOutput }: RoundCommand, ended: AbortSignal): Promise<void> {
  const [program, ...parameters] = argv;
  const child = spawn(program, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal: ended });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  let status: unknown[];
  try {
    status = await once(child, 'close');
  } catch (error) {
    if (ended.aborted) throw error;
    throw new CannotStart(`${program} cannot be started.`, 'Check its name and your PATH.', error);
  }
  const [code, signal] = status as [number | null, NodeJS.Signals | null];
  if (code === 0) return;
  throw new HeatlineError(
    `${path.basename(program)} ${code === null ? `was ended by ${String(signal)}` : `failed with exit status ${code}`}.`,
    'A round has to do the work that may leak.',
  );
}

/** Runs it until it succeeds once: before, the program may not have been ready for it. */
export async function awaitRoundCommand(command: RoundCommand, ended: AbortSignal): Promise<void> {
  const deadline = performance.now() + startMs;
  for (;;) {
    try {
      await runRoundCommand(command, ended);
      return;
    } catch (error) {
      if (ended.aborted || error instanceof CannotStart || performance.now() > deadline) throw error;
    }
    await delay(pollMs, undefined, { signal: ended });
  }
}

class CannotStart extends HeatlineError {}
