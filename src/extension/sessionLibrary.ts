import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { runInWorker } from '../capture/runInWorker.ts';
import type { SessionStore } from '../store/sessionStore.ts';
import type { CurrentSession } from './currentSession.ts';
import { openSession, type OpenSession } from './openSession.ts';

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

  /** Makes a profile the current session. */
  async open(path: string): Promise<OpenSession> {
    const turn = ++this.latest;
    const session = await this.read(path);
    if (turn === this.latest) await this.current.set(session);
    return session;
  }

  /** Reads a profile, unless it is the one that is open. */
  async read(path: string): Promise<OpenSession> {
    if (this.current.value?.path === path) return this.current.value;
    const info = await this.store.ownerOf(path);
    const name = info?.name ?? basename(path);
    const title = `$(flame) Reading ${name}`;
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
      const { profile } = await runInWorker(this.workerPath, 'open', path);
      const recordedAt = info?.recordedAt ?? (await stat(path)).mtimeMs;
      return await openSession({ path, name, recordedAt }, profile);
    });
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
}
