/** Asks a thread to begin to measure, to save its profile, for a row or a marker of its timeline, or for a heap snapshot. */
export interface SaveRequest {
  /** `rotate`: save what there is and go on measuring; `pause`: save it and wait for another `start`; `finish`: the last word. */
  readonly command: 'start' | 'rotate' | 'pause' | 'finish' | 'sample' | 'mark' | 'snapshot';
  /** Where the snapshot is to be written. */
  readonly file?: string;
  /** The marker's. */
  readonly name?: string;
  /** Only the thread with this id is meant; 0 is the main thread. */
  readonly tid?: number;
  /** Only if the program does not handle this signal itself. */
  readonly signal?: string;
}

export interface SaveAnswer {
  /** `busy`: the thread is saving already, and the request interrupted it; `refused`: the request was not for it. */
  readonly state: 'done' | 'busy' | 'refused';
  /** How long the thread was held up. */
  readonly ms: number;
  /** Why there is no snapshot: the system's code for it, or a sentence. */
  readonly failure?: string;
}

export type Save = (request: SaveRequest) => SaveAnswer;

/** Where the inspector finds a thread's `Save`: a property of `process` that no enumeration shows. */
const hook = 'heatline';

export function offerSave(save: Save): void {
  Object.defineProperty(process, Symbol.for(hook), { value: save });
}

/** Parameters of the `Runtime.evaluate` that puts the request to a thread, whatever it is doing. */
export function requestExpression(request: SaveRequest): object {
  const expression = `process[Symbol.for('${hook}')]?.(${JSON.stringify(request)})`;
  return { expression, returnByValue: true, silent: true };
}

/** Nothing when the thread is not recorded. */
export function answerOf(evaluated: unknown): SaveAnswer | undefined {
  return (evaluated as { result?: { value?: SaveAnswer } } | undefined)?.result?.value;
}
