import { at } from '../src/core/model/at.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import type { Scene } from './scene.ts';
import { graphOfSelection, selectedStack } from './selectedBox.ts';

/** The stack of the selected box as V8 prints one, the innermost call first. */
export function stackText(scene: Scene): string {
  const { name, file, line } = scene.session.functions;
  const graph = graphOfSelection(scene);
  return selectedStack(graph)
    .map((box) => {
      const fn = at(graph.index.boxes.function, box);
      const place = formatPlace(at(file, fn), at(line, fn));
      return place === '' ? `at ${at(name, fn)}` : `at ${at(name, fn)} (${place})`;
    })
    .join('\n');
}
