import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isatty } from 'node:tty';
import { HeatlineError } from '../core/model/heatlineError.ts';

export interface Target {
  /** The program, then its arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface TargetLife {
  /** After so long the program is stopped. */
  readonly durationMs?: number;
  /** When this settles the program is stopped, too. */
  readonly until?: Promise<unknown>;
  /** How to stop it, given its pid: `Recording.stop`, so that its profile is kept. */
  readonly stop: (pid: number) => Promise<void>;
  /** What is to be waited for once it has ended, until somebody stops that. */
  readonly outlived?: () => Promise<void>;
}

/** Exactly one of `exitCode` and `signal` is set, as with any child process. */
export interface TargetEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly elapsedMs: number;
}

/** Runs a program with this process' own stdin, stdout and stderr until it ends. */
export async function runTarget(
  { argv, cwd, env }: Target,
  { durationMs, until, stop, outlived }: TargetLife,
): Promise<TargetEnd> {
  const [command, ...args] = argv;
  const start = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  let stopped: Promise<void> | undefined;
  const stopNow = () => {
    if (child.pid !== undefined) stopped ??= stop(child.pid);
  };
  void until?.finally(() => {
    if (isRunning(child)) stopNow();
  });
  const forgetSignals = passSignals(child, stopNow);
  const timer = durationMs === undefined ? undefined : setTimeout(stopNow, durationMs);
  try {
    const end = await new Promise<TargetEnd>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        reject(startError(command, cwd, error));
      });
      child.once('close', (exitCode, signal) => {
        resolve({ exitCode, signal, elapsedMs: performance.now() - start });
      });
    });
    await stopped;
    // A signal or the end of the time stops this, too.
    await outlived?.();
    return end;
  } finally {
    clearTimeout(timer);
    forgetSignals();
  }
}

/** We outlive the signals that end the program, because its profile is read after that. */
function passSignals(child: ChildProcess, stopRest: () => void): () => void {
  // A terminal sends Ctrl+C to the program too; it must not see it twice.
  const terminal = [0, 1, 2].some((fd) => isatty(fd));
  const onSignal = (signal: NodeJS.Signals) => {
    if (!isRunning(child)) stopRest();
    else if (signal !== 'SIGINT' || !terminal) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

function startError(command: string, cwd: string, error: NodeJS.ErrnoException): HeatlineError {
  if (!existsSync(cwd)) return new HeatlineError(`${cwd}: no such folder`, 'Choose a folder that exists.', error);
  if (error.code === 'ENOENT') {
    return new HeatlineError(`${command}: command not found`, 'Check its name and your PATH.', error);
  }
  if (error.code === 'EACCES') {
    return new HeatlineError(`${command}: permission denied`, 'Check that the file is executable.', error);
  }
  return new HeatlineError(`${command}: could not be started: ${error.message}`, '', error);
}
