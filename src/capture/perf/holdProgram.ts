import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Argv } from '../recording.ts';

/** A program that waits at its first instruction until it is let go, so that whoever measures by pid misses nothing. */
export interface HeldProgram {
  command(argv: Argv): Argv;
  /** Its pid; nothing when it was not started before the wait was over. */
  pid(over: AbortSignal): Promise<number | undefined>;
  letGo(): void;
  /** Ends the program, if it still waits. */
  close(): void;
}

/** Tells its pid, then becomes the program. Without the word, as when we have gone, it ends. */
const script = 'echo $$ >"$1"; read -r word <"$2"; shift 2; [ "$word" = go ] && exec "$@"';

const pollMs = 5;

/** @param directory for files of its own. */
export function holdProgram(directory: string): HeldProgram {
  const pidFile = path.join(directory, 'pid');
  const gate = path.join(directory, 'gate');
  execFileSync('mkfifo', ['-m', '600', gate]);
  // Open for both ways, so that neither side waits for the other to open it.
  let handle: number | undefined = openSync(gate, constants.O_RDWR | constants.O_NONBLOCK);
  return {
    command: (argv) => ['/bin/sh', '-c', script, 'heatline', pidFile, gate, ...argv],
    pid: async (over) => {
      while (!over.aborted) {
        const [, pid] = /^(\d+)\n$/.exec(readOr(pidFile)) ?? [];
        if (pid !== undefined) return Number(pid);
        await delay(pollMs);
      }
      return undefined;
    },
    letGo: () => {
      if (handle !== undefined) writeSync(handle, 'go\n');
    },
    close: () => {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
