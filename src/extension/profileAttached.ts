import * as vscode from 'vscode';
import { attach } from '../capture/attach/attach.ts';
import type { InspectorEndpoint } from '../capture/attach/openInspector.ts';
import { explainCold } from './explainCold.ts';
import { LiveSession } from './liveSession.ts';
import type { ProfileHost } from './profileTarget.ts';
import { plainMeasure } from './runOptions.ts';

/** Measures a program that runs already, until the status bar is clicked or it ends, and shows its heat. */
export async function profileAttached(endpoint: InspectorEndpoint, host: ProfileHost): Promise<void> {
  const { measure, interval } = plainMeasure();
  const attachment = await attach({ endpoint, measure, intervalUs: interval });
  const { name, pid, script } = attachment;
  host.log.info(`Attached to ${name} (${pid}) at ${endpoint.url}`);
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
    void explainCold(await live.finish([]), vscode.Uri.file(script));
  } finally {
    live.dispose();
    attachment.dispose();
  }
}
