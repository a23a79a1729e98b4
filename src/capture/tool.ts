import type { Measure } from '../preload/protocol.ts';
import type { FoundNode } from './findNode.ts';

/** Something that can measure a Node program. Adding one is a file and a line in `tools.ts`. */
export interface Tool {
  /** What `--with` takes. */
  readonly id: string;
  readonly name: string;
  readonly measures: readonly Measure[];
  /** Whether it works for programs of this folder that this Node runs. */
  find(where: ToolPlace): Promise<Found | Missing>;
}

export interface ToolPlace {
  readonly node: FoundNode;
  readonly cwd: string;
}

export interface Found {
  readonly state: 'found';
  readonly version: string;
  /** What `prepareRecording` is to load into the program: a file, or nothing for what is in Node. */
  readonly collector: string;
  /** Whether Node's command line makes it measure: see `Recording.command`. */
  readonly isLog?: boolean;
}

export interface Missing {
  readonly state: 'missing';
  /** One sentence. */
  readonly reason: string;
  /** The command that mends it. */
  readonly mend: string;
}
