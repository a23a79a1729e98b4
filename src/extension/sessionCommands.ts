import * as vscode from 'vscode';
import type { SessionInfo } from '../store/sessionInfo.ts';
import type { SessionStore } from '../store/sessionStore.ts';
import { commands } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { describeRun } from './describeRun.ts';
import { registerCommand } from './registerCommand.ts';
import { reportMarkdown } from './reportMarkdown.ts';
import type { SessionLibrary } from './sessionLibrary.ts';
import type { SessionsView } from './sessionsView.ts';

/** As much as one reads in a pull request or a chat. */
const copiedRows = 10;

export interface SessionCommandsHost {
  readonly store: SessionStore;
  readonly current: CurrentSession;
  readonly library: SessionLibrary;
  readonly view: SessionsView;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/** What can be done with a stored session: from its item's menu, by key on the selected items, or from the palette. */
export function sessionCommands({
  store,
  current,
  library,
  view,
  extensionUri,
  log,
}: SessionCommandsHost): vscode.Disposable {
  const chosen = async (clicked: unknown, selected: unknown): Promise<readonly SessionInfo[]> => {
    if (isSelection(selected)) return selected;
    if (isSession(clicked)) return [clicked];
    return clicked === 'selection' ? view.selection : await pick(await store.list());
  };
  const withChosen = (id: Parameters<typeof registerCommand>[0], run: (infos: readonly SessionInfo[]) => unknown) =>
    registerCommand(id, log, async (clicked, selected) => {
      const infos = await chosen(clicked, selected);
      if (infos.length > 0) await run(infos);
    });
  const withFirst = (id: Parameters<typeof registerCommand>[0], run: (info: SessionInfo) => unknown) =>
    withChosen(id, async ([info]) => {
      if (info !== undefined) await run(info);
    });

  return vscode.Disposable.from(
    withFirst(commands.openSession, (info) => library.open(store.profilePath(info))),
    withFirst(commands.exportSession, async (info) => {
      const { exportSession, pickFormat } = await import('./exportSession.ts');
      const format = await pickFormat();
      if (format === undefined) return;
      await library.use(store.profilePath(info), (session) => exportSession(session, format, extensionUri));
    }),
    withFirst(commands.copySession, async (info) => {
      await library.use(store.profilePath(info), async ({ name, thread }) => {
        const report = await thread.ask('report', { limit: copiedRows });
        await vscode.env.clipboard.writeText(reportMarkdown(name, report, vscode.workspace.asRelativePath));
        vscode.window.setStatusBarMessage(`Copied the report of ${name}`, 3000);
      });
    }),
    withFirst(commands.renameSession, async (info) => {
      const name = await vscode.window.showInputBox({ prompt: 'Name of the session', value: info.name });
      if (name === undefined || name.trim() === '') return;
      await store.rename(info.id, name.trim());
      const session = current.value;
      if (session?.path === store.profilePath(info)) await current.set({ ...session, name: name.trim() });
      view.refresh();
    }),
    withChosen(commands.deleteSession, async (infos) => {
      for (const info of infos) {
        await store.discard(info.id);
        if (current.value?.path === store.profilePath(info)) await current.set(undefined);
      }
      view.refresh();
      // No question before, as there is a way back behind.
      const what = infos.length === 1 ? (infos[0]?.name ?? '') : `${infos.length} sessions`;
      if ((await vscode.window.showInformationMessage(`Deleted ${what}.`, 'Undo')) !== 'Undo') return;
      for (const info of infos) await store.restore(info.id);
      view.refresh();
    }),
  );
}

async function pick(infos: readonly SessionInfo[]): Promise<SessionInfo[]> {
  const items = infos.map((info) => ({
    label: info.name,
    description: describeRun(info),
    detail: new Date(info.recordedAt).toLocaleString(),
    info,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Select a session' });
  return picked === undefined ? [] : [picked.info];
}

export function isSession(value: unknown): value is SessionInfo {
  return typeof value === 'object' && value !== null && 'id' in value && 'profile' in value;
}

export function isSelection(value: unknown): value is readonly SessionInfo[] {
  return Array.isArray(value) && value.length > 0 && value.every(isSession);
}
