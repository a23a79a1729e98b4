import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Input } from '../../../../src/core/formats/format.ts';
import { inputOf } from '../inputOf.ts';

export interface Fixture extends Input {
  /** `v8/20/program.cpuprofile`. */
  readonly id: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What profilers really wrote: `test/fixtures/<tool>/<version>/<file>`, made by the `record.mjs` of `recorded` or `perf`. */
export const fixtures: readonly Fixture[] = ['v8', 'v8-profiler-next', 'v8-log', 'perf'].flatMap((tool) =>
  readdirSync(`test/fixtures/${tool}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(profile|\.log|\.perf\.(data|txt))$/.test(file))
    .sort()
    .map((file) => {
      const whole = path.join('test/fixtures', tool, file);
      const bytes = readFileSync(whole);
      return { ...inputOf(path.basename(file), bytes), id: `${tool}/${file}`, path: whole, bytes };
    }),
);
