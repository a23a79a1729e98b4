import { dirname } from 'node:path';
import * as vscode from 'vscode';

/** How a file is profiled; plain data, so that it can be remembered. */
export interface RunOptions {
  readonly measure: 'cpu' | 'heap';
  readonly tool: 'v8' | 'v8-profiler-next';
  readonly arguments: readonly string[];
  readonly cwd: string;
  /** On top of the environment that a terminal has. */
  readonly environment: Readonly<Record<string, string>>;
  /** µs. */
  readonly interval: number;
}

/** What a click means when nothing was asked: the file as Run would run it. */
export function plainOptions(file: vscode.Uri, interval: number): RunOptions {
  const cwd = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  return { measure: 'cpu', tool: 'v8', arguments: [], cwd, environment: {}, interval };
}

/** The last run and the answers for each file, kept for the workspace. */
export class RememberedRuns {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  /** The options that a file was last profiled with after a question. */
  optionsOf(file: vscode.Uri): RunOptions | undefined {
    return this.state.get<RunOptions>(`runOptions ${file.fsPath}`);
  }

  async rememberOptions(file: vscode.Uri, options: RunOptions): Promise<void> {
    await this.state.update(`runOptions ${file.fsPath}`, options);
  }

  get last(): { readonly file: string; readonly options: RunOptions } | undefined {
    return this.state.get('lastRun');
  }

  async rememberRun(file: vscode.Uri, options: RunOptions): Promise<void> {
    await this.state.update('lastRun', { file: file.fsPath, options });
  }
}
