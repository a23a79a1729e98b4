import { HeatlineError } from '../../core/model/heatlineError.ts';
import { reasonOf } from '../../preload/reasonOf.ts';
import { createSnapshotFile, type SnapshotFile } from '../../preload/snapshotFile.ts';
import { writeError } from '../writeError.ts';
import { connectInspector } from './connectInspector.ts';
import { inTime } from './inTime.ts';
import { letGoOf } from './letGoOf.ts';
import type { InspectorEndpoint } from './openInspector.ts';

/**
 * Writes a heap snapshot of a running program, as V8 sends it piece by piece; the program stands still meanwhile.
 * @throws HeatlineError when there is none: then there is no file either.
 */
export async function remoteSnapshot(endpoint: InspectorEndpoint, path: string, stop: AbortSignal): Promise<void> {
  const file = create(path);
  const connection = await connectInspector(endpoint.url).catch((error: unknown) => {
    file.discard();
    throw error;
  });
  const { channel, close } = connection;
  channel.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    file.write(chunk);
  });
  stop.addEventListener('abort', close);
  try {
    await inTime(channel.send('HeapProfiler.enable'));
    await channel.send('HeapProfiler.collectGarbage');
    await channel.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    await channel.send('HeapProfiler.disable');
  } catch (error) {
    file.discard();
    if (stop.aborted) throw new HeatlineError('The snapshot was interrupted.');
    throw error;
  } finally {
    stop.removeEventListener('abort', close);
    await letGoOf(connection, endpoint);
  }
  finish(file, path);
}

function create(path: string): SnapshotFile {
  try {
    return createSnapshotFile(path);
  } catch (error) {
    throw writeError(path, reasonOf(error), error);
  }
}

function finish(file: SnapshotFile, path: string): void {
  try {
    file.finish();
  } catch (error) {
    throw writeError(path, reasonOf(error), error);
  }
}
