import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import type { Format, Input } from './format.ts';
import { headOf } from './json.ts';
import { readCollapsed, stackLine } from './readCollapsed.ts';
import { functionLabel } from './stackLabels.ts';

/**
 * Collapsed (folded) stacks: `main;parse;read 12`, one line a stack, as flamegraph.pl and most viewers read them.
 * https://github.com/brendangregg/FlameGraph#2-fold-stacks
 */
export const collapsed: Format = {
  id: 'collapsed',
  name: 'Collapsed stacks',
  extensions: ['.folded', '.collapsed.txt'],
  accepts,
  read: readCollapsed,
  write,
};

/** Every whole line of the head is a stack: other texts of profilers have lines that are none. */
function accepts(input: Input): boolean {
  const head = headOf(input);
  const lines = head.split(/\r?\n/);
  // The last one may go on behind the head.
  if (input.size > head.length && lines.length > 1) lines.pop();
  const stacks = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return (
    stacks.length > 0 &&
    stacks.every((line) => stackLine.test(line)) &&
    stacks.some((line) => line.includes(';') || input.name.endsWith('.folded'))
  );
}

function write(profile: Profile): string {
  // The format's separators cannot be escaped: a `;` or a line break inside a name becomes a `:` or a blank.
  const labels = profile.functions.name.map((_, fn) =>
    functionLabel(profile, fn).replace(/;/g, ':').replace(/\s+/g, ' '),
  );
  const lines: string[] = [];
  for (const [node, self] of profile.nodes.self.entries()) {
    if (self > 0) lines.push(`${stackOf(profile, node, labels)} ${Math.round(self)}\n`);
  }
  return lines.join('');
}

function stackOf(profile: Profile, leaf: number, labels: readonly string[]): string {
  const stack: string[] = [];
  for (let node = leaf; node >= 0; node = at(profile.nodes.parent, node)) {
    stack.push(at(labels, at(profile.nodes.function, node)));
  }
  if (profile.threads.length > 1) stack.push(threadLabel(profile, leaf));
  return stack.reverse().join(';');
}

function threadLabel(profile: Profile, node: number): string {
  const thread = at(profile.threads, at(profile.nodes.thread, node));
  return `${thread.name.replace(/;/g, ':').replace(/\s+/g, ' ')} ${thread.pid}/${thread.tid}`;
}
