import type { HeapEvent } from '../core/model/heapEvent.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import type { Measure } from '../preload/protocol.ts';
import type { TargetKind } from './targetKind.ts';
import type { Found, Missing, Tool, ToolPlace } from './tool.ts';
import { tools } from './tools.ts';

export interface ChosenTool {
  readonly tool: Tool;
  readonly found: Found;
  /** What the result has to say about the choice. */
  readonly notes: readonly Note[];
  /** Why the first choice is not the one, and what mends that. */
  readonly missing?: Missing;
}

export interface ToolChoice {
  /** Asked for by name: others stand in where it is missing. */
  readonly asked?: string | undefined;
  readonly measure: Measure;
  /** See `RecordingOptions`. */
  readonly memory?: HeapEvent | undefined;
  readonly kind: TargetKind;
}

/**
 * The profiler that was asked for, or the best for a program, or, where that is missing, the next best.
 * @throws HeatlineError when there is none.
 */
export async function chooseTool({ asked, measure, memory, kind }: ToolChoice, place: ToolPlace): Promise<ChosenTool> {
  const fitting = tools.filter(({ fits }) => fits[kind] > 0).sort((a, b) => b.fits[kind] - a.fits[kind]);
  const wanted = tools.filter(({ id }) => id === asked);
  if (asked !== undefined && wanted.length === 0) throw new HeatlineError(`There is no profiler called ${asked}.`);
  const does = ({ measures, heapEvents }: Tool) =>
    measures.includes(measure) && (memory === undefined || heapEvents?.includes(memory) === true);
  const what = memory === undefined ? measure : `${measure === 'cpu' ? 'cpu and ' : ''}${memory} memory`;
  let reason = wanted.find((tool) => !does(tool))?.name;
  reason &&= `${reason} does not measure ${what === 'heap' ? 'memory' : what}.`;
  let missing: Missing | undefined;
  for (const tool of new Set([...wanted, ...fitting])) {
    if (!does(tool)) continue;
    const found = await tool.find(place);
    if (found.state === 'found') {
      const notes = reason === undefined ? [] : [fellBack(`${reason} ${tool.name} measured instead.`)];
      return { tool, found, notes, ...(missing && { missing }) };
    }
    reason ??= found.reason;
    missing ??= found;
  }
  if (missing !== undefined) throw new HeatlineError(missing.reason, `To mend it: ${missing.mend}`);
  throw new HeatlineError(`Nothing here measures ${what} of such a program.`, 'heatline tools tells what does what.');
}

function fellBack(message: string): Note {
  return { kind: 'tool-fallback', message };
}
