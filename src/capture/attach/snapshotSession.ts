import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { writeError } from '../writeError.ts';
import { connectInspector } from './connectInspector.ts';
import { inTime } from './inTime.ts';
import { letGoOf } from './letGoOf.ts';
import type { InspectorEndpoint } from './openInspector.ts';

/** Heap snapshots of a running program. Those of one session can be compared: at its end V8 forgets the objects' numbers. */
export interface SnapshotSession {
  /**
   * Has the program write a snapshot; it stands still meanwhile. Node collects garbage first and streams it to the file: the inspector's own
   * command would wait for the event loop's next turn, which a busy program never takes.
   * @throws HeatlineError when there is none: then there is no file either.
   */
  take(file: string): Promise<void>;
  release(): Promise<void>;
}

/** @param stop ends the session, in the middle of a snapshot too. */
export async function snapshotSession(endpoint: InspectorEndpoint, stop: AbortSignal): Promise<SnapshotSession> {
  const connection = await connectInspector(endpoint.url);
  const { channel, close } = connection;
  stop.addEventListener('abort', close);
  return {
    async take(file) {
      const partial = `${path.resolve(file)}.tmp`;
      try {
        await inTime(channel.evaluate('0'));
        const failure = await channel.evaluate(writing(partial));
        if (typeof failure === 'string') throw writeError(file, failure);
        renameSync(partial, file);
      } catch (error) {
        rmSync(partial, { force: true });
        if (stop.aborted) throw new HeatlineError('The snapshot was interrupted.');
        throw error;
      }
    },
    async release() {
      stop.removeEventListener('abort', close);
      await letGoOf(connection, endpoint);
    },
  };
}

/** An expression that gives the system's code of what went wrong, if anything did. */
function writing(file: string): string {
  return `(() => {
    try { require('v8').writeHeapSnapshot(${JSON.stringify(file)}); } catch (error) { return error.code ?? String(error); }
  })()`;
}
