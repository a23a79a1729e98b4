import * as vscode from 'vscode';
import type { PackedProfile } from '../capture/packProfile.ts';
import type { SessionStore } from '../store/sessionStore.ts';
import { commands } from './contributions.ts';
import { heatMarks } from './heatMarks.ts';
import type { OpenSession } from './openSession.ts';
import { readSettings } from './readSettings.ts';
import type { SessionLibrary } from './sessionLibrary.ts';

export interface RecordingStoreHost {
  readonly store: SessionStore;
  readonly library: SessionLibrary;
}

/** What was recorded. */
export interface Recorded {
  readonly name: string;
  readonly path: string;
  /** The file whose heat was asked for, where it is one. */
  readonly file?: vscode.Uri;
}

/** Keeps a recording as a session, and opens that: what is shown now is what will be shown after a reload. */
export async function storeRecording(ran: Recorded, packed: PackedProfile, host: RecordingStoreHost): Promise<void> {
  const { store, library } = host;
  const { text, extension, ...measured } = packed;
  const info = {
    ...measured,
    name: ran.name,
    target: ran.path,
    recordedAt: Date.now(),
    profile: `profile${extension}`,
  };
  const session = await library.open(store.profilePath(await store.add(info, text)));
  void explainCold(session, ran.file);
}

/** A click that seems to have done nothing is worse than one more message. */
async function explainCold(session: OpenSession, file: vscode.Uri | undefined): Promise<void> {
  const { profile, times, files } = session;
  const profiled = file && files.nameOf(file.fsPath);
  if (profiled !== undefined && heatMarks(session, profiled, readSettings()).length > 0) return;
  if (file === undefined && times.samples > 0) return;
  const message =
    times.samples === 0
      ? `${session.name} was idle or ended before a first sample was taken.`
      : `No line of ${session.name} itself is hot: the time went elsewhere.`;
  const button = 'Open Flame Graph';
  const buttons = profile.empty ? [] : [button];
  if ((await vscode.window.showInformationMessage(message, ...buttons)) === button) {
    await vscode.commands.executeCommand(commands.openPanel);
  }
}
