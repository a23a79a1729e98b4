import { stackOf } from './boxFamily.ts';
import type { GraphScene, Scene } from './scene.ts';

/** The graph that holds the selected box; its `row` is -1 where only a function is selected. */
export function graphOfSelection(scene: Scene): GraphScene {
  return scene.upper !== undefined && scene.upper.row >= 0 ? scene.upper : scene;
}

/** The stack of a graph's selected box, the innermost call first. */
export function selectedStack({ graph, index, row }: GraphScene): number[] {
  const stack = stackOf(index.boxes, row);
  // In these graphs, a box stands on what it calls.
  return graph === 'bottomUp' || graph === 'callers' ? stack.reverse() : stack;
}
