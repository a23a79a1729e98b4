import { ProfileBuilder } from '../../../src/core/model/builder.ts';
import { categoryOf } from '../../../src/core/model/location.ts';
import type { Category } from '../../../src/core/model/category.ts';
import type { Profile } from '../../../src/core/model/profile.ts';

const meta: Readonly<Record<string, Category>> = {
  '(idle)': 'idle',
  '(garbage collector)': 'gc',
  '(program)': 'program',
};

/**
 * A profile drawn as collapsed stacks: `main;parse 3` is three milliseconds of parse, called by main. A frame may name
 * its file and a line: `parse@/src/a.js:12`, and the line of its caller that called it: `parse<7`. Each stack is one sample, one after the other.
 */
export function profileOf(...stacks: readonly string[]): Profile {
  const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
  builder.thread({ name: 'main', pid: 1, tid: 0 });
  let time = 0;
  for (const stack of stacks) {
    const [, frames = '', milliseconds = '0'] = /^(.*) (\d+)$/.exec(stack) ?? [];
    const weight = Number(milliseconds) * 1000;
    let node = -1;
    let line = 0;
    for (const frame of frames.split(';')) {
      const [, name = '', callLine = '0', file = '', leafLine = '0'] =
        /^([^@]*?)(?:<(\d+))?(?:@(.*):(\d+))?$/.exec(frame) ?? [];
      const category = meta[name] ?? categoryOf(file);
      const fn = builder.function({ name, file, line: file === '' ? 0 : 1, column: 1, category });
      node = builder.node(node, fn, 0, Number(callLine));
      line = Number(leafLine);
    }
    builder.sample(node, weight, time);
    builder.weigh(node, weight, 1);
    if (line > 0) builder.line(node, line, weight);
    time += weight;
  }
  return builder.finish();
}
