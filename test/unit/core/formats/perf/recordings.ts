import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Input } from '../../../../../src/core/formats/format.ts';
import { at } from '../../../../../src/core/model/at.ts';
import type { Profile } from '../../../../../src/core/model/profile.ts';
import { inputOf } from '../../inputOf.ts';

const folder = 'test/fixtures/perf/6.1';

export function bytesOf(name: string): Uint8Array {
  return readFileSync(path.join(folder, name));
}

/** A recorded file, with those that lie beside it. */
export function recording(name: string, bytes = bytesOf(name)): Input {
  return { ...inputOf(name, bytes), beside: (other) => besideOf(path.basename(other)) };
}

function besideOf(name: string): Input | undefined {
  try {
    return recording(name);
  } catch {
    return undefined;
  }
}

/** `main (app) > …` of the modules or the names, for each sample with its weight, in the order of their threads. */
export function stacksOf(profile: Profile, column: 'file' | 'name'): string[] {
  return Array.from(profile.samples.node, (leaf, row) => {
    const frames: string[] = [];
    for (let node = leaf; node >= 0; node = at(profile.nodes.parent, node))
      frames.unshift(at(profile.functions[column], at(profile.nodes.function, node)));
    return `${frames.join(' > ')} ${at(profile.samples.weight, row)}`;
  });
}
