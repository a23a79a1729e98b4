import type { InspectorConnection } from './connectInspector.ts';
import type { InspectorEndpoint } from './openInspector.ts';

/** Leaves a program's inspector as it was found. */
export async function letGoOf(
  { channel, close, closed }: InspectorConnection,
  endpoint: InspectorEndpoint,
): Promise<void> {
  // It returns when the last connection is gone, so its answer must not be waited for.
  if (endpoint.kind === 'opened') channel.evaluate("require('inspector').close()").catch(() => undefined);
  close();
  await closed;
}
