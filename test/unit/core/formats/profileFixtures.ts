import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Input } from '../../../../src/core/formats/format.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { inputOf } from '../inputOf.ts';

export interface Fixture extends Input {
  /** `v8/20/program.cpuprofile`. */
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What profilers really wrote: `test/fixtures/<tool>/<version>/<file>`, made by a `record.mjs` beside them. */
export const fixtures: readonly Fixture[] = [
  ...[
    'v8',
    'v8-profiler-next',
    'v8-log',
    'v8-allocations',
    'perf',
    'valgrind',
    'pprof',
    'collapsed',
    'speedscope',
    'gprof',
    'heaptrack',
    'sanitizer',
    'chrome-trace',
    'gecko',
    'vtune',
    'go',
    'python',
  ],
].flatMap((tool) =>
  readdirSync(`test/fixtures/${tool}`, { recursive: true, encoding: 'utf8' })
    // Each in the folder of a version, with its golden text beside it.
    .filter((file) => /[\\/]/.test(file) && existsSync(path.join('test/fixtures', tool, `${file}.txt`)))
    .sort()
    .map((file) => {
      const whole = path.join('test/fixtures', tool, file);
      const content = readFileSync(whole);
      const bytes = file.endsWith('.gz') ? gunzipSync(content) : content;
      const beside = (name: string): Input | undefined => {
        const other = path.join(path.dirname(whole), name);
        return existsSync(other) ? inputOf(name, readFileSync(other)) : undefined;
      };
      return { ...inputOf(path.basename(file), bytes, beside), beside, id: `${tool}/${file}`, path: whole, bytes };
    }),
);

/** Those that measured something: checkers of memory find errors that weigh nothing, or none. */
export const weighed = (): readonly Fixture[] =>
  fixtures.filter((fixture) => readProfile(fixture).nodes.self.some((self) => self > 0));
