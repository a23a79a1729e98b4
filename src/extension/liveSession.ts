import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { PackedProfile } from '../capture/packProfile.ts';
import type { RecordedFiles } from '../capture/recordedFiles.ts';
import type { Recording } from '../capture/recording.ts';
import { memoryBeside } from '../capture/readRecording.ts';
import type { Note } from '../core/model/note.ts';
import { SessionThread } from '../session/sessionThread.ts';
import type { SessionInfo } from '../store/sessionInfo.ts';
import type { SessionStore } from '../store/sessionStore.ts';
import type { CurrentSession } from './currentSession.ts';
import { openSession, type OpenSession, type SessionOrigin } from './openSession.ts';
import type { LastRun } from './runOptions.ts';
import { memoryOfOther, runMemory, type RunMemory } from './runMemory.ts';
import { readSettings } from './readSettings.ts';
import { sessionRights } from './sessionRights.ts';

export interface LiveSessionHost {
  readonly store: SessionStore;
  readonly current: CurrentSession;
  /** Path of the built worker. */
  readonly worker: string;
}

/** What runs. */
export interface LiveProgram {
  readonly name: string;
  /** Of the file or folder that the run is about. */
  readonly path: string;
  /** How to run it again; absent where it ran already. */
  readonly run?: LastRun;
}

/** How often to look for a new part, ms. */
const pollMs = 250;
/** Of the time, no more than a third goes into showing a program that still runs. */
const rest = 2;

/** A session that grows while its program runs, and stays when that has ended. */
export class LiveSession {
  private readonly program: LiveProgram;
  private readonly recording: Pick<Recording, 'files' | 'finish'>;
  private readonly host: LiveSessionHost;
  private readonly thread: SessionThread;
  private readonly startedAt = Date.now();
  private readonly ended = new AbortController();
  private shown = false;
  private measured = 0;

  constructor(program: LiveProgram, recording: Pick<Recording, 'files' | 'finish'>, host: LiveSessionHost) {
    this.program = program;
    this.recording = recording;
    this.host = host;
    this.thread = new SessionThread(host.worker, sessionRights());
    this.thread.hold();
  }

  /** Samples that were read until now. */
  get samples(): number {
    return this.measured;
  }

  /** Shows what is recorded, part by part, until `finish` or `dispose`. */
  async follow(): Promise<void> {
    const { signal } = this.ended;
    let read = 0;
    let cost = 0;
    for (;;) {
      await delay(Math.max(pollMs, rest * cost), undefined, { signal });
      const files = this.recording.files();
      const size = sizeOf(files);
      if (size === read) continue;
      read = size;
      const start = performance.now();
      await this.chooseLines();
      const summary = await this.thread.ask('live', { files, startedAt: this.startedAt });
      if (summary !== undefined) {
        this.measured = summary.times.samples;
        const session = await openSession({ ...this.origin(), path: `live:${this.startedAt}`, live: true }, summary);
        signal.throwIfAborted();
        await this.show(session);
      }
      cost = performance.now() - start;
    }
  }

  /**
   * When the program has ended: keeps all that was recorded as a session, and shows that.
   * @throws HeatlineError when nothing was recorded.
   */
  async finish(notes: readonly Note[]): Promise<OpenSession> {
    this.ended.abort();
    const { store, current } = this.host;
    const { startedAt, thread } = this;
    const files = await this.recording.finish();
    await this.chooseLines();
    const { packed, summary } = await thread.ask('finish', { files, notes, startedAt });
    const kept = await this.keepMemory(files, notes);
    const info = await this.keep(packed, this.program.name, kept && { memory: kept.id });
    await thread.ask('keepTexts', store.textsPath(info));
    await thread.ask('keepCode', store.codePath(info));
    const { recordedAt } = info;
    const path = store.profilePath(info);
    const memory = kept?.memory ?? (await memoryOfOther(thread, summary));
    const session = await openSession({ ...this.origin(), path, recordedAt, live: false, memory }, summary);
    await current.set(session);
    return session;
  }

  dispose(): void {
    this.ended.abort();
    this.thread.release();
  }

  /** The memory of a run that was measured for CPU time, too, becomes a session of its own. */
  private async keepMemory(
    recorded: RecordedFiles,
    notes: readonly Note[],
  ): Promise<{ readonly id: string; readonly memory: RunMemory } | undefined> {
    const [files] = memoryBeside(recorded);
    if (files === undefined) return undefined;
    const { store, worker } = this.host;
    const thread = new SessionThread(worker);
    try {
      await thread.ask('showLines', readSettings().inlined);
      const { packed, summary } = await thread.ask('finish', { files, notes, startedAt: this.startedAt });
      const info = await this.keep(packed, `${this.program.name} (memory)`);
      await thread.ask('keepTexts', store.textsPath(info));
      return { id: info.id, memory: runMemory(summary) };
    } finally {
      thread.dispose();
    }
  }

  private keep(
    { text, extension, ...measured }: PackedProfile,
    name: string,
    linked: Pick<SessionInfo, 'memory'> = {},
  ): Promise<SessionInfo> {
    const { startedAt } = this;
    const { path: target, run } = this.program;
    const kept = { name, target, startedAt, recordedAt: Date.now(), profile: `profile${extension}` };
    return this.host.store.add({ ...measured, ...kept, ...(run && { run }), ...linked }, text);
  }

  /** The user may choose while the program runs. */
  private async chooseLines(): Promise<void> {
    await this.thread.ask('showLines', readSettings().inlined);
  }

  private origin(): Omit<SessionOrigin, 'path' | 'live'> {
    const { program, startedAt, thread } = this;
    return { name: program.name, target: program.path, run: program.run, startedAt, recordedAt: startedAt, thread };
  }

  /** Takes the place of what was shown when the program started; what the user chose since then stays. */
  private async show(session: OpenSession): Promise<void> {
    const { current } = this.host;
    if (this.shown && current.value?.path !== session.path) return;
    this.shown = true;
    await current.set(session);
  }
}

/** Of all profiles together, in bytes. */
function sizeOf({ profiles }: RecordedFiles): number {
  return profiles.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}
