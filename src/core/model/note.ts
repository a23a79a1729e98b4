/** What a reader, a mapping or an analysis doubts about its result. Notes travel with the data; every view shows them. */
export interface Note {
  readonly kind: NoteKind;
  /** One sentence for a person. Untrusted where it comes from a file. */
  readonly message: string;
}

export const noteKinds = [
  'beside', // what was measured, but is no part of the weights
  'bad-data', // a part of the file could not be read and was left out
  'call-graph', // how stacks were recorded, where another way would be better
  'estimated-stacks', // the file has calls and their costs, but not which stacks they were made on
  'few-samples', // too few samples for the shares to mean much
  'inlined-code', // ticks of inlined callees that could not be put on a line
  'lines-unknown', // the format or the generated code has no lines to show
  'no-callers', // stacks that end at their leaf or before their start, as they were recorded in another way
  'no-source', // a script could not be read, so its lines are as V8 reported them
  'no-source-map', // a script names a source map that could not be read
  'lost-events', // the recorder could not keep up, and counted less than there was
  'no-symbols', // machine code whose functions have no names, or not all that a symboliser would tell
  'lost-part', // a process or thread ended without leaving all of its profile
  'tool-fallback', // another profiler than the one asked for measured this
] as const;

export type NoteKind = (typeof noteKinds)[number];
