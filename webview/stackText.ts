import { at } from '../src/core/model/at.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import { stackOf } from './boxFamily.ts';
import type { Scene } from './scene.ts';

/** The stack of the selected box as V8 prints one, the innermost call first. */
export function stackText({ session, index, row }: Scene): string {
  const { name, file, line } = session.functions;
  return stackOf(index.boxes, row)
    .map((box) => {
      const fn = at(index.boxes.function, box);
      const place = formatPlace(at(file, fn), at(line, fn));
      return place === '' ? `at ${at(name, fn)}` : `at ${at(name, fn)} (${place})`;
    })
    .join('\n');
}
