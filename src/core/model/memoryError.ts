/** What a checker of memory found in a program: an access that is wrong, or memory that nobody can free any more. */
export interface MemoryError {
  readonly kind: MemoryErrorKind;
  /** In the checker's words, without addresses. Untrusted where it comes from a file. */
  readonly message: string;
  /** Of what is lost; 0 for other errors. */
  readonly bytes: number;
  readonly blocks: number;
  /** The first is where it happened: of a leak, where it was allocated. */
  readonly stacks: readonly MemoryStack[];
}

/** One of the stacks that an error is about. */
export interface MemoryStack {
  readonly role: MemoryRole;
  /** Index into `Profile.nodes`: its innermost frame. */
  readonly node: number;
  /** 1-based line in the file of the node's function; 0 when it is not known. */
  readonly line: number;
}

export const memoryErrorKinds = [
  'use-after-free', // of the heap, or of a variable whose function or block has ended
  'out-of-bounds',
  'bad-access', // of memory that is not there, or is protected
  'double-free',
  'bad-free', // of what was not allocated
  'mismatched-free', // new with free, new[] with delete
  'uninitialised', // what the program does depends on a value that was never set
  'leak',
  'possible-leak', // only pointers into the middle of it are left
  'reachable', // not freed at the end, which is no error
  'other',
] as const;

export type MemoryErrorKind = (typeof memoryErrorKinds)[number];

export const memoryRoles = [
  'error', // where it happened
  'freed',
  'allocated',
  'declared', // the function of a variable that lies on the stack
  'started', // where the thread was made
] as const;

export type MemoryRole = (typeof memoryRoles)[number];
