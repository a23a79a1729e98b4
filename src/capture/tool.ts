import type { HeapEvent } from '../core/model/heapEvent.ts';
import type { Measure } from '../preload/protocol.ts';
import type { FoundNode } from './findNode.ts';
import type { Recording, RecordingOptions } from './recording.ts';
import type { TargetKind } from './targetKind.ts';

/** Something that can measure a program. Adding one is a file and a line in `tools.ts`. */
export interface Tool {
  /** What `--with` takes. */
  readonly id: string;
  readonly name: string;
  readonly measures: readonly Measure[];
  /** What of memory it can count when asked, in place of CPU time or beside it; absent where there is no choice. */
  readonly heapEvents?: readonly HeapEvent[];
  /** How well it does for programs of a kind: the best that is there is used when nobody asks for another; 0 is never. */
  readonly fits: Readonly<Record<TargetKind, number>>;
  /** Whether it works for programs that run there. */
  find(where: ToolPlace): Promise<Found | Missing>;
}

export interface ToolPlace {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** What runs Node programs there, if anything does. */
  readonly node: FoundNode | undefined;
}

export interface Found {
  readonly state: 'found';
  readonly version: string;
  /** Whether it always measures whole runs. */
  readonly wholeRuns?: boolean;
  record(options: RecordingOptions): Promise<Recording>;
}

export interface Missing {
  readonly state: 'missing';
  /** One sentence. */
  readonly reason: string;
  /** The command that mends it. */
  readonly mend: string;
}

export const noNode: Missing = {
  state: 'missing',
  reason: 'No Node was found.',
  mend: 'install Node 16 or newer',
};
