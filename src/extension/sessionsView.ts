import * as vscode from 'vscode';
import type { SessionInfo } from '../store/sessionInfo.ts';
import type { SessionStore } from '../store/sessionStore.ts';
import { colors, commands, views } from './contributions.ts';
import type { CurrentSession } from './currentSession.ts';
import { describeRun } from './describeRun.ts';
import { registerCommand } from './registerCommand.ts';

/** The stored sessions, newest first; the current one is marked. */
export class SessionsView implements vscode.TreeDataProvider<SessionInfo> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly store: SessionStore;
  private readonly current: CurrentSession;
  private readonly view: vscode.TreeView<SessionInfo>;
  private readonly disposables: readonly { dispose(): unknown }[];

  constructor(store: SessionStore, current: CurrentSession, log: vscode.LogOutputChannel) {
    this.store = store;
    this.current = current;
    this.view = vscode.window.createTreeView(views.sessions, { treeDataProvider: this, canSelectMany: true });
    this.disposables = [
      this.changed,
      this.view,
      current.onDidChange(() => {
        this.refresh();
      }),
      registerCommand(commands.refreshSessions, log, () => {
        this.refresh();
      }),
    ];
  }

  get selection(): readonly SessionInfo[] {
    return this.view.selection;
  }

  refresh(): void {
    this.changed.fire();
  }

  getChildren(parent?: SessionInfo): Promise<SessionInfo[]> {
    return parent === undefined ? this.store.list() : Promise.resolve([]);
  }

  getTreeItem(info: SessionInfo): vscode.TreeItem {
    const item = new vscode.TreeItem(info.name);
    const isCurrent = this.current.value?.path === this.store.profilePath(info);
    item.id = info.id;
    item.description = `${describeRun(info)} · ${timeOf(info.recordedAt)}`;
    item.tooltip = `${info.target}\n${new Date(info.recordedAt).toLocaleString()}${isCurrent ? '\nShown in the editors' : ''}`;
    item.iconPath = isCurrent
      ? new vscode.ThemeIcon('flame', new vscode.ThemeColor(colors.mark[3]))
      : new vscode.ThemeIcon(info.unit === 'bytes' ? 'database' : 'pulse');
    item.accessibilityInformation = { label: `${info.name}, ${describeRun(info)}${isCurrent ? ', current' : ''}` };
    item.contextValue = 'session';
    item.command = { command: commands.openSession, title: 'Show Heat', arguments: [info] };
    return item;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}

/** The clock for today's sessions, the day for older ones. */
function timeOf(time: number): string {
  const date = new Date(time);
  return date.toDateString() === new Date().toDateString()
    ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' });
}
