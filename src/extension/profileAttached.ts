import type * as vscode from 'vscode';
import type { Attachment } from '../capture/attach/attach.ts';
import { explainCold } from './explainCold.ts';
import { LiveSession } from './liveSession.ts';
import type { ProfileHost } from './profileTarget.ts';

/**
 * Measures a program that runs already, until the status bar is clicked or it ends, and shows its heat.
 * @param file that it is about, where it is one.
 */
export async function profileAttached(
  attachment: Attachment,
  file: vscode.Uri | undefined,
  host: ProfileHost,
): Promise<void> {
  const { name, pid, script } = attachment;
  host.log.info(`Attached to ${name} (${pid})`);
  const live = new LiveSession({ name, path: script }, attachment, host);
  live.follow().catch((error: unknown) => {
    host.log.info(`${name} is not shown live any more: ${String(error)}`);
  });
  try {
    const stop = async () => {
      await attachment.finish();
    };
    void host.runs.show({ name, samples: () => live.samples, stop }, attachment.ended);
    await attachment.ended;
    void explainCold(await live.finish([]), file);
  } finally {
    live.dispose();
    attachment.dispose();
  }
}
