import { at } from '../../../src/core/model/at.ts';
import { ProfileBuilder } from '../../../src/core/model/builder.ts';
import type { Module, Profile } from '../../../src/core/model/profile.ts';

/** One sample of a millisecond on a stack of addresses, the outermost first. */
export function profileOfAddresses(module: Module, ...offsets: readonly number[]): Profile {
  const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
  builder.thread({ name: 'main', pid: 1, tid: 0 });
  const id = builder.module(module);
  let node = -1;
  for (const offset of offsets) node = builder.node(node, builder.address(id, offset, 'native'));
  builder.sample(node, 1000, 0);
  builder.weigh(node, 1000, 1);
  return builder.finish();
}

/**
 * The stack of each leaf, one line a frame: its name, whether it was inlined, where it is called, its first line, and the lines
 * with weight. Files are told by their last name.
 */
export function stacksOf({ functions, nodes, lines }: Profile): string[] {
  const frameOf = (node: number): string => {
    const fn = at(nodes.function, node);
    const own = Array.from(lines.node.keys()).filter((row) => at(lines.node, row) === node);
    return [
      at(functions.name, fn),
      ...(at(functions.file, fn) === ''
        ? []
        : [`in ${at(functions.file, fn).replace(/.*\//, '')}:${at(functions.line, fn)}`]),
      ...(at(nodes.inlined, node) === 1 ? ['inlined'] : []),
      ...(at(nodes.callLine, node) > 0 ? [`called at ${at(nodes.callLine, node)}`] : []),
      ...own.map((row) => `${at(lines.weight, row)} µs at ${at(lines.line, row)}`),
    ].join(' ');
  };
  const stacks: string[] = [];
  for (const [node, self] of nodes.self.entries()) {
    if (self === 0) continue;
    const frames: string[] = [];
    for (let frame = node; frame >= 0; frame = at(nodes.parent, frame)) frames.unshift(frameOf(frame));
    stacks.push(frames.join('\n'));
  }
  return stacks;
}
