import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ProfileFile, SummaryOfRevision } from '../session/questions.ts';
import { SessionThread } from '../session/sessionThread.ts';
import type { SessionInfo } from '../store/sessionInfo.ts';
import type { SessionStore } from '../store/sessionStore.ts';
import type { CurrentSession } from './currentSession.ts';
import { findMovedFiles } from './movedFiles.ts';
import { readPathMapping } from './pathMapping.ts';
import { readSettings } from './readSettings.ts';
import { sessionRights } from './sessionRights.ts';
import { openSession, type OpenSession } from './openSession.ts';
import { keptRun } from './runOptions.ts';
import { memoryOfOther, runMemory, type RunMemory } from './runMemory.ts';

/** After so long, ms, reading is worth a message with a way out. */
const patience = 1000;

/** Opens profiles, of stored sessions and of any other file, and makes the opened one current. */
export class SessionLibrary {
  private readonly store: SessionStore;
  private readonly current: CurrentSession;
  private readonly workerPath: string;
  /** Of several that are being opened, the last one asked for becomes current. */
  private latest = 0;

  constructor(store: SessionStore, current: CurrentSession, workerPath: string) {
    this.store = store;
    this.current = current;
    this.workerPath = workerPath;
  }

  /**
   * Makes a profile the current session.
   * @param show what else shows it, from now on holding its thread.
   * @throws CancellationError when the user had enough of waiting.
   */
  async open(path: string, show?: (session: OpenSession) => void): Promise<OpenSession> {
    const turn = ++this.latest;
    return await this.use(path, async (session) => {
      show?.(session);
      if (turn === this.latest) await this.current.set(session);
      return session;
    });
  }

  /** Reads the current session again, as what may be started for it has changed. */
  async reopen(): Promise<void> {
    const { value } = this.current;
    if (value === undefined || value.live) return;
    const turn = ++this.latest;
    const session = await this.read(value.path);
    session.thread.hold();
    if (turn === this.latest) await this.current.set(session);
    session.thread.release();
  }

  /** Does something with a profile, which stays open after that only where it is shown. */
  async use<T>(path: string, action: (session: OpenSession) => Promise<T>): Promise<T> {
    const session = this.current.value?.path === path ? this.current.value : await this.read(path);
    session.thread.hold();
    try {
      return await action(session);
    } finally {
      session.thread.release();
    }
  }

  /** The session that heated the editors before the window was reloaded; a profile that is gone since is forgotten. */
  async restore(log: vscode.LogOutputChannel): Promise<void> {
    const path = this.current.remembered;
    if (path === undefined) return;
    try {
      await this.open(path);
    } catch (error) {
      log.info(`The last session is not shown again: ${String(error)}`);
      await this.current.set(undefined);
    }
  }

  private async read(path: string): Promise<OpenSession> {
    const info = await this.store.ownerOf(path);
    const name = info?.name ?? basename(path);
    const thread = new SessionThread(this.workerPath, sessionRights());
    try {
      await thread.ask('showLines', readSettings().inlined);
      const texts = info && this.store.textsPath(info);
      const code = info && this.store.codePath(info);
      const summary = await cancellable(`Reading ${name}`, readMapped(thread, { path, texts, code }));
      const recordedAt = info?.recordedAt ?? (await stat(path)).mtimeMs;
      const { startedAt, target } = info ?? {};
      const run = keptRun(info?.run);
      const memory = (await this.memoryOf(info)) ?? (await memoryOfOther(thread, summary));
      return await openSession(
        { path, name, recordedAt, startedAt, target, run, live: false, memory, thread },
        summary,
      );
    } catch (error) {
      thread.dispose();
      throw error;
    }
  }

  /** Of the same run, where that was measured too and is still there. */
  private async memoryOf(info: SessionInfo | undefined): Promise<RunMemory | undefined> {
    const linked = info?.memory === undefined ? undefined : await this.store.find(info.memory);
    if (linked === undefined) return undefined;
    const thread = new SessionThread(this.workerPath);
    try {
      await thread.ask('showLines', readSettings().inlined);
      const file = { path: this.store.profilePath(linked), texts: this.store.textsPath(linked) };
      return runMemory(await readMapped(thread, file));
    } catch {
      return undefined; // it says so when it is opened itself
    } finally {
      thread.dispose();
    }
  }
}

/** Reads a profile, once more when files of it were moved since it was recorded. */
async function readMapped({ ask }: SessionThread, file: Omit<ProfileFile, 'mapping'>): Promise<SummaryOfRevision> {
  const mapping = readPathMapping();
  const summary = await ask('open', { ...file, mapping });
  const moved = await findMovedFiles(summary);
  return Object.keys(moved).length === 0 ? summary : await ask('open', { ...file, mapping: { ...mapping, ...moved } });
}

/** Waits with a sign in the status bar; when it takes long, with a message that can be cancelled. */
async function cancellable<T>(title: string, work: Promise<T>): Promise<T> {
  const done = work.then(
    () => undefined,
    () => undefined,
  );
  const inStatusBar = { location: vscode.ProgressLocation.Window, title: `$(flame) ${title}` };
  void vscode.window.withProgress(inStatusBar, () => done);
  const isLong = await Promise.race([done.then(() => false), delay(patience)]);
  if (!isLong) return await work;
  const inMessage = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const cancelled = vscode.window.withProgress(inMessage, (_, token) =>
    Promise.race([
      done,
      new Promise<never>((_resolve, reject) => {
        token.onCancellationRequested(() => {
          reject(new vscode.CancellationError());
        });
      }),
    ]),
  );
  await cancelled;
  return await work;
}

function delay(ms: number): Promise<true> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, true);
  });
}
