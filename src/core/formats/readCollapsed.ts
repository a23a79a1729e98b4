import { ProfileBuilder } from '../model/builder.ts';
import { HeatlineError } from '../model/heatlineError.ts';
import type { Category } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import type { Input } from './format.ts';
import { functionCategory } from './functionCategory.ts';
import { isMeasured } from './isMeasured.ts';
import { parseLabel, type Label } from './stackLabels.ts';
import { textLines } from './textLines.ts';

/** Frames, and how often the stack was seen; a name may have blanks, but a line that begins with one is another tool's. */
export const stackLine = /^(\S.*?)[ \t]+(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*$/;

/** What stackcollapse-perf.pl says of a frame behind its name: of the kernel, compiled while running, inlined. */
const annotation = /_\[([kji])\]$/;

export function readCollapsed(input: Input): Profile {
  const builder = new ProfileBuilder({ format: 'collapsed', tool: 'collapsed', unit: 'samples' });
  const starts = firstLines(input);
  let broken = 0;
  let stacks = 0;
  for (const line of textLines(input)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, frames = '', count = ''] = stackLine.exec(line) ?? [];
    const weight = Number(count);
    if (frames === '' || !isMeasured(weight)) {
      broken++;
      continue;
    }
    stacks++;
    addStack(builder, frames.split(';').map(frameOf), weight, starts);
  }
  if (stacks === 0) {
    throw new HeatlineError(`${input.name} holds no stacks.`, 'Each line is a stack and a count: main;parse;read 12.');
  }
  if (broken > 0) builder.note('bad-data', `${broken} lines are no stacks with a count and were left out.`);
  return builder.finish();
}

interface Frame extends Label {
  readonly kind: string | undefined;
}

function frameOf(text: string): Frame {
  const kind = annotation.exec(text)?.[1];
  const label = parseLabel(kind === undefined ? text : text.replace(annotation, ''));
  return { ...label, name: label.name || '(anonymous)', kind };
}

/** The first line of each function that is named: the lines of its frames may be those that ran in it. */
function firstLines(input: Input): Map<string, number> {
  const starts = new Map<string, number>();
  for (const text of textLines(input)) {
    if (!text.includes(' (')) continue;
    for (const { name, file, line } of (stackLine.exec(text)?.[1] ?? '').split(';').map(frameOf)) {
      const key = `${name}\0${file}`;
      if (line > 0) starts.set(key, Math.min(line, starts.get(key) ?? line));
    }
  }
  return starts;
}

function addStack(
  builder: ProfileBuilder,
  frames: readonly Frame[],
  weight: number,
  starts: Map<string, number>,
): void {
  let node = -1;
  let callLine = 0;
  for (const { name, file, line, kind } of frames) {
    const category: Category = kind === 'k' ? 'kernel' : functionCategory(name, file);
    const start = starts.get(`${name}\0${file}`) ?? 0;
    const fn = builder.function({ name, file, line: start, column: 0, category });
    node = builder.node(node, fn, 0, node < 0 ? 0 : callLine);
    if (kind === 'i') builder.markInlined(node);
    callLine = line;
  }
  builder.weigh(node, weight, weight);
  builder.line(node, callLine, weight);
}
