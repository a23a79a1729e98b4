import { AskedThread } from './askedThread.ts';
import type { Questions } from './questions.ts';

/**
 * A profile in a thread of its own: parsing, mapping and layout of a large one take seconds, in which an editor must stay
 * alive, and ending the thread gives all of its memory back at once.
 */
export class SessionThread extends AskedThread<Questions> {
  private holders = 0;

  /** @param worker path of the built `worker`. */
  constructor(worker: string) {
    super(worker, 'profile');
  }

  /** Whoever shows the profile holds its thread; when the last one has let go of it, it ends. */
  hold(): void {
    this.holders++;
  }

  release(): void {
    if (--this.holders <= 0) this.dispose();
  }
}
