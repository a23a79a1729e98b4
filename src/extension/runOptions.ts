import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { HeapEvent } from '../core/model/heapEvent.ts';
import type { ToolChoice } from './toolChoices.ts';
import type { Begin } from '../preload/protocol.ts';
import { readSettings } from './readSettings.ts';
import type { Target } from './targets/target.ts';

/** How something is measured; plain data, so that it can be remembered. */
export interface MeasureOptions {
  readonly measure: 'cpu' | 'heap';
  /** What of memory is counted: in place of CPU time, or beside it. */
  readonly memory?: HeapEvent;
  /** `auto` is the best for the program. */
  readonly tool: ToolChoice;
  /** µs. */
  readonly interval: number;
  /** With the program, where nothing is said. */
  readonly begin?: Begin;
  /** Seconds, after which the program goes on; to its end, where nothing is said. */
  readonly duration?: number;
  /** Heap snapshots that a process takes at most when its memory runs out; none, where nothing is said. */
  readonly nearLimit?: number;
}

/** How a file is profiled. */
export interface RunOptions extends MeasureOptions {
  readonly arguments: readonly string[];
  readonly cwd: string;
  /** On top of the environment that a terminal has. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What is measured when nothing was asked. */
export function plainMeasure(): MeasureOptions {
  return { measure: 'cpu', tool: 'auto', interval: readSettings().samplingInterval };
}

/** What a click means when nothing was asked: the file as Run would run it. */
export function plainOptions(file: vscode.Uri): RunOptions {
  const cwd = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  return { ...plainMeasure(), arguments: [], cwd, environment: {} };
}

export interface LastRun {
  readonly target: Target;
  readonly options: MeasureOptions;
}

/** A run as a session has kept it. */
export function keptRun(run: object | undefined): LastRun | undefined {
  return run !== undefined && 'target' in run && 'options' in run ? (run as LastRun) : undefined;
}

/** The last run, the last command and the answers for each file, kept for the workspace. */
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

  /** The program that the user said a file belongs to. */
  programOf(file: string): string | undefined {
    return this.state.get(`program ${file}`);
  }

  async rememberProgram(file: string, program: string): Promise<void> {
    await this.state.update(`program ${file}`, program);
  }

  get command(): readonly string[] {
    return this.state.get('command', []);
  }

  get last(): LastRun | undefined {
    return this.state.get('lastTarget');
  }

  async rememberRun(run: LastRun): Promise<void> {
    await this.state.update('lastTarget', run);
    if (run.target.kind === 'command') await this.state.update('command', run.target.argv);
  }
}
