import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import type { Attachment } from '../attach/attach.ts';
import { descendants } from '../descendants.ts';
import type { RecordedFiles } from '../recordedFiles.ts';
import { chooseCallGraph } from './callGraph.ts';
import type { CallGraphChoice } from './callGraphChoice.ts';
import { sampleProc } from '../procSampler.ts';
import { findPerf } from './findPerf.ts';
import { isCompiled, targetKind } from '../targetKind.ts';
import { measurePids } from './measurePids.ts';
import { frequencyOf } from './recordOptions.ts';

/**
 * Measures a process that runs already, and all that it has started, under perf.
 * @throws HeatlineError when perf is missing or may not.
 */
export async function attachPerf(
  pid: number,
  intervalUs: number,
  asked: CallGraphChoice = 'auto',
): Promise<Attachment> {
  const { env } = process;
  const found = await findPerf(env);
  if (found.state === 'missing') throw new HeatlineError(found.reason, `To mend it: ${found.mend}`);
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  const dispose = () => {
    rmSync(directory, { recursive: true, force: true });
  };
  const file = path.join(directory, 'perf.data');
  try {
    const isNative = isCompiled(targetKind([executableOf(pid)], { cwd: '/', env }));
    const callGraph = chooseCallGraph(asked, isNative ? `/proc/${pid}/exe` : undefined);
    const record = { event: found.event, frequency: frequencyOf(intervalUs), callGraph, file };
    const { begin, ended, stop } = await measurePids([pid, ...descendants(pid)], record, { env, live: true });
    const sampler = sampleProc(() => [pid, ...descendants(pid)]);
    void ended.then(() => {
      sampler.stop();
    });
    const files = (): RecordedFiles => ({
      ...{ threads: [], profiles: existsSync(file) ? [file] : [], lost: [], errors: [] },
      timeline: sampler.timeline(),
    });
    await begin();
    return {
      pid,
      script: executableOf(pid),
      name: readFileSync(`/proc/${pid}/comm`, 'utf8').trim(),
      ended,
      files,
      finish: async () => {
        await stop();
        return files();
      },
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Empty for a process of another user. */
function executableOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}
