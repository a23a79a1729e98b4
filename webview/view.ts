import type { Scene } from './scene.ts';
import type { MatchPlace } from './cycle.ts';
import type { Position } from './uiState.ts';

/** One tab's content. Only the view in sight is told anything. */
export interface View {
  readonly root: HTMLElement;
  /** Comes into sight with a scene, at the position where it was left. */
  open(scene: Scene, position: Position): void;
  /** The scene of the same graph changed: selection, search, sorting. */
  show(scene: Scene): void;
  position(): Position;
  /** Brings what is selected into sight. */
  reveal(): void;
  /** Selects the next or previous match of the search. */
  chooseMatch(step: 1 | -1): MatchPlace | undefined;
  /** The theme or the fonts changed. */
  restyle(): void;
}
