import type { Profile } from '../../../src/core/model/profile.ts';
import { summarize } from '../../../src/core/queries/summary.ts';
import { openSession, type OpenSession } from '../../../src/extension/openSession.ts';
import { createAnswers } from '../../../src/session/answers.ts';

/** A session of a profile, whose questions are answered in this thread. */
export async function sessionOf(profile: Profile): Promise<OpenSession> {
  const answers = createAnswers({}, profile);
  const thread: OpenSession['thread'] = {
    ask: async (question, input) => await answers[question](input),
    hold: () => undefined,
    release: () => undefined,
  };
  return await openSession(
    { path: '/p.cpuprofile', name: 'p', recordedAt: 0, live: false, thread },
    { ...summarize(profile), revision: 0, rollsUp: false, hasMachineCode: false, events: [] },
  );
}
