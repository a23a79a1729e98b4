import { AskedThread } from './askedThread.ts';
import type { Questions } from './questions.ts';
import type { SessionRights } from './sessionRights.ts';

/**
 * A profile in a thread of its own: parsing, mapping and layout of a large one take seconds, in which an editor must stay
 * alive, and ending the thread gives its memory back.
 */
export class SessionThread extends AskedThread<Questions> {
  private holders = 0;

  /** @param worker path of the built `worker`. @param rights as in a terminal where nothing is said. */
  constructor(worker: string, rights: SessionRights = {}) {
    super(worker, 'profile', rights);
  }

  /** Whoever shows the profile holds its thread; when the last one has let go of it, it ends. */
  hold(): void {
    this.holders++;
  }

  release(): void {
    if (--this.holders <= 0) this.dispose();
  }
}
