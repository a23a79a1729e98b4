import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../findProgram.ts';
import { installCommand } from '../installCommand.ts';
import type { Tool } from '../tool.ts';
import { wrappedRecording } from '../wrappedRecording.ts';

/**
 * Every allocation, at a fraction of valgrind's cost. Its own script opens a window when the program ends and prints between the
 * program's lines, so that what it would start is started here: a library in the program, and then what names the addresses.
 */
export const heaptrack: Tool = {
  id: 'heaptrack',
  name: 'heaptrack',
  measures: ['heap'],
  fits: { node: 0, python: 0, native: 3, profiled: 3, sanitized: 0 },
  find: async ({ env, cwd }) => {
    const script = findProgram('heaptrack', { cwd, env });
    const mend = installCommand('heaptrack');
    if (script === undefined) return { state: 'missing', reason: 'heaptrack is not installed.', mend };
    const parts = partsOf(script);
    if (parts === undefined) return { state: 'missing', reason: 'heaptrack is not installed as a whole.', mend };
    const { stdout } = await promisify(execFile)(script, ['--version'], { env });
    const version = stdout.trim().replace(/^heaptrack /, '');
    return {
      state: 'found',
      version,
      wholeRuns: true,
      record: (options) => Promise.resolve(heaptrackRecording(parts, options.env)),
    };
  },
};

interface Parts {
  readonly preload: string;
  readonly interpret: string;
}

/** They are installed beside the script. */
function partsOf(script: string): Parts | undefined {
  const bin = path.dirname(realpathSync(script));
  for (const lib of ['../lib/heaptrack', '../lib64/heaptrack']) {
    const preload = path.join(bin, lib, 'libheaptrack_preload.so');
    const interpret = path.join(bin, lib, 'libexec', 'heaptrack_interpret');
    if (existsSync(preload) && existsSync(interpret)) return { preload, interpret };
  }
  return undefined;
}

function heaptrackRecording({ preload, interpret }: Parts, env: NodeJS.ProcessEnv) {
  return wrappedRecording({
    name: 'heaptrack',
    hint: 'It cannot look into programs that are linked statically: DHAT and Massif can.',
    env: (directory) => ({
      LD_PRELOAD: [preload, env['LD_PRELOAD'] ?? ''].filter((library) => library !== '').join(':'),
      // The library puts the process in the place of `$$`.
      DUMP_HEAPTRACK_OUTPUT: path.join(directory, 'raw.$$'),
    }),
    command: (argv) => argv,
    isProfile: (name) => name.startsWith('heaptrack.'),
    ended: async (directory) => {
      for (const name of readdirSync(directory).filter((each) => each.startsWith('raw.'))) {
        const raw = path.join(directory, name);
        await nameAddresses(interpret, raw, path.join(directory, name.replace('raw', 'heaptrack')));
        rmSync(raw);
      }
    },
  });
}

async function nameAddresses(interpret: string, raw: string, out: string): Promise<void> {
  const [input, output] = [openSync(raw, 'r'), openSync(out, 'w')];
  const child = spawn(interpret, [], { stdio: [input, output, 'ignore'] });
  closeSync(input);
  closeSync(output);
  await new Promise((resolve, reject) => {
    child.once('close', resolve).once('error', reject);
  });
}
