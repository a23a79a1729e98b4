import { HeatlineError } from '../core/model/heatlineError.ts';

/** A button on an error's message. */
export interface Remedy {
  readonly title: string;
  run(): unknown;
}

/** An error that the editor can do more about than say so. */
export class RemediedError extends HeatlineError {
  readonly remedy: Remedy;

  constructor(error: HeatlineError, remedy: Remedy) {
    super(error.message, error.hint, error.cause);
    this.remedy = remedy;
  }
}
