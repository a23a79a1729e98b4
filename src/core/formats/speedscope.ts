import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import type { Format, Input } from './format.ts';
import { headOf } from './json.ts';
import { readSpeedscope } from './readSpeedscope.ts';

/**
 * speedscope's own format, one profile a thread; samples in time order where the profile has times.
 * https://github.com/jlfwong/speedscope/blob/main/src/lib/file-format-spec.ts
 */
export const speedscope: Format = {
  id: 'speedscope',
  name: 'speedscope',
  extensions: ['.speedscope.json'],
  accepts: (input) => {
    const head = headOf(input);
    return (
      /^\s*\{/.test(head) && (/"\$schema"\s*:\s*"https?:\/\/www\.speedscope\.app/.test(head) || isUnmarked(input, head))
    );
  },
  read: readSpeedscope,
  write,
};

/** Some writers put `$schema` last. */
function isUnmarked({ name }: Input, head: string): boolean {
  return name.endsWith('.speedscope.json') || /"shared"\s*:\s*\{\s*"frames"/.test(head);
}

function write(profile: Profile): string {
  const { name, file, line, column } = profile.functions;
  return JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    exporter: 'heatline',
    activeProfileIndex: 0,
    shared: {
      frames: name.map((functionName, fn) => ({
        name: functionName,
        ...(at(file, fn) === '' ? {} : { file: at(file, fn) }),
        ...(at(line, fn) > 0 ? { line: at(line, fn), col: at(column, fn) } : {}),
      })),
    },
    profiles: profile.threads.map((thread, index) => threadProfile(profile, index, thread.name || 'profile')),
  });
}

function threadProfile(profile: Profile, thread: number, name: string): object {
  const samples: number[][] = [];
  const weights: number[] = [];
  const add = (node: number, weight: number): void => {
    samples.push(stackOf(profile, node));
    weights.push(weight);
  };
  if (profile.samples.node.length > 0) {
    for (const [row, node] of profile.samples.node.entries()) {
      if (at(profile.nodes.thread, node) === thread) add(node, at(profile.samples.weight, row));
    }
  } else {
    for (const [node, self] of profile.nodes.self.entries()) {
      if (self > 0 && at(profile.nodes.thread, node) === thread) add(node, self);
    }
  }
  const endValue = weights.reduce((sum, weight) => sum + weight, 0);
  const unit = profile.unit === 'samples' || profile.unit === 'events' ? 'none' : profile.unit;
  return { type: 'sampled', name, unit, startValue: 0, endValue, samples, weights };
}

/** Bottom of the stack first. */
function stackOf(profile: Profile, leaf: number): number[] {
  const stack: number[] = [];
  for (let node = leaf; node >= 0; node = at(profile.nodes.parent, node)) stack.push(at(profile.nodes.function, node));
  return stack.reverse();
}
