import type { HeapProfiler, Session } from 'node:inspector';
import { post } from './post.ts';
import { createSnapshotFile } from './snapshotFile.ts';

/**
 * Writes what is alive in this thread's heap to a file, as V8 hands it over piece by piece: as one string it may be larger
 * than a string can be, and than the memory that is left.
 * @throws when it cannot be written.
 */
export function takeSnapshot(session: Session, path: string): void {
  const file = createSnapshotFile(path);
  const onChunk = ({ params }: { params: HeapProfiler.AddHeapSnapshotChunkEventDataType }) => {
    file.write(params.chunk);
  };
  session.on('HeapProfiler.addHeapSnapshotChunk', onChunk);
  try {
    post(session, 'HeapProfiler.collectGarbage');
    post(session, 'HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  } catch (error) {
    file.discard();
    throw error;
  } finally {
    session.off('HeapProfiler.addHeapSnapshotChunk', onChunk);
  }
  file.finish();
}
