import * as vscode from 'vscode';
import { contextKeys } from './contributions.ts';
import type { OpenSession } from './openSession.ts';

/** Where the path of the session that heats the editors outlives a reload of the window. */
const memory = 'currentProfile';

/** The session whose heat the editors show. There is one, or none. */
export class CurrentSession {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private session: OpenSession | undefined;
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  get value(): OpenSession | undefined {
    return this.session;
  }

  /** What `value` was before the window was reloaded, as the path of its profile. */
  get remembered(): string | undefined {
    return this.state.get<string>(memory);
  }

  async set(session: OpenSession | undefined): Promise<void> {
    // The new one first: after a renaming, both are of one thread.
    session?.thread.hold();
    this.session?.thread.release();
    this.session = session;
    this.changed.fire();
    await Promise.all([
      session?.live === true ? undefined : this.state.update(memory, session?.path),
      vscode.commands.executeCommand('setContext', contextKeys.session, session !== undefined),
      vscode.commands.executeCommand('setContext', contextKeys.rollsUp, session?.rollsUp === true),
      vscode.commands.executeCommand('setContext', contextKeys.events, (session?.events.length ?? 0) > 0),
      vscode.commands.executeCommand('setContext', contextKeys.machineCode, session?.hasMachineCode === true),
      vscode.commands.executeCommand('setContext', contextKeys.comparison, session?.comparison !== undefined),
    ]);
  }

  dispose(): void {
    this.session?.thread.release();
    this.changed.dispose();
  }
}
