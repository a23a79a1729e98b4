import * as vscode from 'vscode';
import { formatCount } from '../core/text/formatCount.ts';
import { commands, contextKeys } from './contributions.ts';
import { elapsed } from './elapsed.ts';
import { registerCommand } from './registerCommand.ts';

/** A program that runs under the profiler. */
export interface Run {
  /** e.g. `nbody.mjs`. */
  readonly name: string;
  /** Samples that were shown until now. */
  samples(): number;
  /** Saves what was recorded, then ends the program. */
  stop(): Promise<void>;
}

interface Shown {
  readonly run: Run;
  readonly startedAt: number;
  readonly item: vscode.StatusBarItem;
  stopping: boolean;
}

/** The programs that run now, each with an item in the status bar that shows its time and stops it. */
export class Runs {
  private readonly shown = new Map<Run, Shown>();
  private timer: NodeJS.Timeout | undefined;
  private readonly command: vscode.Disposable;

  constructor(log: vscode.LogOutputChannel) {
    this.command = registerCommand(commands.stop, log, async (name) => {
      const run = await this.choose(name);
      if (run !== undefined) await this.stop(run);
    });
  }

  /** Shows a run until it has ended. */
  async show(run: Run, ended: Promise<unknown>): Promise<void> {
    const item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left, 100);
    item.name = 'Heatline';
    item.command = { command: commands.stop, title: 'Stop', arguments: [run] };
    item.tooltip = `Heatline is profiling ${run.name}. Click to stop it and keep the profile.`;
    item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.shown.set(run, { run, startedAt: Date.now(), item, stopping: false });
    this.tick();
    item.show();
    this.timer ??= setInterval(() => {
      this.tick();
    }, 1000);
    await this.setContext();
    try {
      await ended;
    } finally {
      item.dispose();
      this.shown.delete(run);
      if (this.shown.size === 0) clearInterval(this.timer);
      if (this.shown.size === 0) this.timer = undefined;
      await this.setContext();
    }
  }

  dispose(): void {
    clearInterval(this.timer);
    this.command.dispose();
    for (const { item } of this.shown.values()) item.dispose();
  }

  private async stop(run: Run): Promise<void> {
    const shown = this.shown.get(run);
    if (shown === undefined || shown.stopping) return;
    shown.stopping = true;
    this.tick();
    await run.stop();
  }

  private async choose(given: unknown): Promise<Run | undefined> {
    const runs = [...this.shown.keys()];
    const clicked = runs.find((run) => run === given);
    if (clicked !== undefined || runs.length < 2) return clicked ?? runs[0];
    const items = runs.map((run) => ({ label: run.name, run }));
    return (await vscode.window.showQuickPick(items, { placeHolder: 'Select the program to stop' }))?.run;
  }

  private tick(): void {
    for (const { run, startedAt, item, stopping } of this.shown.values()) {
      item.text = stopping
        ? `$(loading~spin) ${run.name} stopping…`
        : `$(flame) ${run.name} ${elapsed(Date.now() - startedAt)}${samplesText(run.samples())} $(debug-stop)`;
    }
  }

  private async setContext(): Promise<void> {
    await vscode.commands.executeCommand('setContext', contextKeys.running, this.shown.size > 0);
  }
}

function samplesText(samples: number): string {
  return samples === 0 ? '' : ` · ${formatCount(samples)} samples`;
}
