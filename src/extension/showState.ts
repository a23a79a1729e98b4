import type { SummaryOfRevision } from '../session/questions.ts';
import type { CurrentSession } from './currentSession.ts';
import { openSession, type OpenSession } from './openSession.ts';
import type { PanelPage } from './panelPage.ts';

/** Shows another state of an open profile, as its thread has it now, wherever the profile is shown. */
export async function showState(
  session: OpenSession,
  summary: SummaryOfRevision,
  current: CurrentSession,
  pages: ReadonlySet<PanelPage>,
): Promise<void> {
  const { path, name, recordedAt, startedAt, target, run, live, memory, thread } = session;
  const next = await openSession({ path, name, recordedAt, startedAt, target, run, live, memory, thread }, summary);
  const holders = Array.from(pages).filter((page) => page.session?.thread === thread);
  if (current.value?.thread === thread) await current.set(next);
  for (const page of holders) if (page.session?.revision !== next.revision) page.show(next);
}
