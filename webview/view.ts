import type { MatchPlace } from './cycle.ts';
import type { Picture } from './picture.ts';
import type { Scene } from './scene.ts';
import type { Positions } from './uiState.ts';

/** One tab's content. Only the view in sight is told anything. */
export interface View {
  readonly root: HTMLElement;
  /** Comes into sight, or gets another graph, at the position where that was left. */
  open(scene: Scene, positions: Positions): void;
  /** The scene of the same graph changed: selection, search, sorting. */
  show(scene: Scene): void;
  /** Those of its own graphs or lists. */
  positions(): Positions;
  /** Brings what is selected into sight. */
  reveal(): void;
  /** Selects the next or previous match of the search. */
  chooseMatch(step: 1 | -1): MatchPlace | undefined;
  /** What it draws, from top to bottom, where it draws. */
  readonly pictures?: () => readonly Picture[];
  /** The theme or the fonts changed. */
  restyle(): void;
}
