import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { installCommand } from './installCommand.ts';
import type { Tool } from './tool.ts';
import { wrappedRecording } from './wrappedRecording.ts';

export interface ValgrindTool extends Pick<Tool, 'id' | 'name' | 'measures' | 'fits'> {
  /** Given the path of its file, in which `%p` stands for the process. */
  readonly options: (out: string) => readonly string[];
}

/** One of the tools that valgrind runs a program in, some ten to fifty times as slow, without permissions. */
export function valgrindTool({ options, ...tool }: ValgrindTool): Tool {
  const recording = () =>
    wrappedRecording({
      name: tool.name,
      command: (argv, directory) => [
        'valgrind',
        ...[`--tool=${tool.id}`, '-q', '--trace-children=yes'],
        ...options(path.join(directory, `${tool.id}.out.%p`)),
        ...argv,
      ],
    });
  return {
    ...tool,
    find: async ({ env }) => {
      try {
        const { stdout } = await promisify(execFile)('valgrind', ['--version'], { env });
        const version = stdout.trim().replace(/^valgrind-/, '');
        return { state: 'found', version, wholeRuns: true, record: () => Promise.resolve(recording()) };
      } catch {
        return { state: 'missing', reason: 'Valgrind is not installed.', mend: installCommand('valgrind') };
      }
    },
  };
}
