/** The one error that a user sees: what happened, and what to do about it. Shells print it; nothing below a shell does. */
export class HeatlineError extends Error {
  /** One sentence that tells the user what to do; empty when there is nothing to be done. */
  readonly hint: string;

  constructor(message: string, hint = '', cause?: unknown) {
    super(message, { cause });
    this.name = 'HeatlineError';
    this.hint = hint;
  }
}
