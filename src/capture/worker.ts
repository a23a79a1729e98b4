import { parentPort, workerData } from 'node:worker_threads';
import { readProfile } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import { openProfile, type Opened } from './open.ts';
import { packProfile, type PackedProfile } from './packProfile.ts';
import { readRecording } from './readRecording.ts';
import type { RecordedFiles } from './recordedFiles.ts';

/** What the worker does: parsing profiles and scripts takes seconds, in which an editor must stay alive. */
export interface Jobs {
  /** Reads a file and maps it onto its sources. */
  open: { readonly input: string; readonly output: Opened };
  /** Makes one file of what a run left. */
  pack: {
    readonly input: { readonly files: RecordedFiles; readonly notes: readonly Note[] };
    readonly output: PackedProfile;
  };
}

export type Job = {
  readonly [Kind in keyof Jobs]: { readonly kind: Kind; readonly input: Jobs[Kind]['input'] };
}[keyof Jobs];

/** An error in a form that survives the way between threads. */
export type Answer =
  { readonly output: unknown } | { readonly error: { readonly message: string; readonly hint: string } };

function run(job: Job): Promise<Jobs[keyof Jobs]['output']> {
  switch (job.kind) {
    case 'open':
      return openProfile(job.input);
    case 'pack':
      return pack(job.input);
  }
}

async function pack({ files, notes }: Jobs['pack']['input']): Promise<PackedProfile> {
  const raw = await readRecording(files, readProfile);
  return packProfile({ ...raw, notes: [...raw.notes, ...notes] });
}

function answer(message: Answer): void {
  parentPort?.postMessage(message);
}

run(workerData as Job).then(
  (output) => {
    answer({ output });
  },
  (error: unknown) => {
    const hint = error instanceof HeatlineError ? error.hint : '';
    answer({ error: { message: error instanceof Error ? error.message : String(error), hint } });
  },
);
