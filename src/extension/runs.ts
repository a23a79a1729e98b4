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
  /** Begins to measure; absent where that has begun with the program. */
  begin?(): void;
  /** Puts a marker on its timeline; absent where there is none. */
  mark?(name: string): void;
  /** Saves what was recorded, and ends the program where that was measured from its start. */
  stop(): Promise<void>;
  /** Writes a heap snapshot to a file; absent where the program has no such heap. */
  readonly snapshot?: (file: string) => Promise<void>;
}

interface Shown {
  readonly run: Run;
  /** ms since 1970: when measuring began. */
  startedAt: number;
  readonly item: vscode.StatusBarItem;
  /** The button for heap snapshots. */
  readonly camera: vscode.StatusBarItem | undefined;
  state: 'waiting' | 'measuring' | 'stopping';
  /** That the user has set. */
  markers: number;
}

/** The programs that run now, each with an item in the status bar that shows its time, and starts and stops to measure. */
export class Runs {
  private readonly shown = new Map<Run, Shown>();
  private timer: NodeJS.Timeout | undefined;
  private readonly commands: vscode.Disposable;

  constructor(log: vscode.LogOutputChannel) {
    this.commands = vscode.Disposable.from(
      registerCommand(commands.startMeasuring, log, async (given) => {
        const run = await this.choose(given, 'measure', ({ state }) => state === 'waiting');
        if (run !== undefined) await this.begin(run);
      }),
      registerCommand(commands.stop, log, async (given) => {
        const run = await this.choose(given, 'stop', () => true);
        if (run !== undefined) await this.stop(run);
      }),
      registerCommand(commands.markMoment, log, async () => {
        const run = await this.choose(undefined, 'mark', (shown) => shown.run.mark !== undefined);
        const shown = run === undefined ? undefined : this.shown.get(run);
        if (shown !== undefined) shown.run.mark?.(`Mark ${++shown.markers}`);
      }),
    );
  }

  get all(): readonly Run[] {
    return [...this.shown.keys()];
  }

  /** Shows a run until it has ended. */
  async show(run: Run, ended: Promise<unknown>): Promise<void> {
    const item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left, 100);
    item.name = 'Heatline';
    const camera = run.snapshot === undefined ? undefined : cameraOf(run);
    const shown: Shown = { run, startedAt: Date.now(), item, camera, state: 'waiting', markers: 0 };
    this.shown.set(run, shown);
    if (run.begin === undefined) {
      showMeasuring(shown);
    } else {
      item.command = { command: commands.startMeasuring, title: 'Start Measuring', arguments: [run] };
      item.tooltip = `${run.name} runs without being measured. Click to start measuring.`;
    }
    this.tick();
    item.show();
    camera?.show();
    this.timer ??= setInterval(() => {
      this.tick();
    }, 1000);
    await this.setContext();
    try {
      await ended;
    } finally {
      item.dispose();
      camera?.dispose();
      this.shown.delete(run);
      if (this.shown.size === 0) clearInterval(this.timer);
      if (this.shown.size === 0) this.timer = undefined;
      await this.setContext();
    }
  }

  dispose(): void {
    clearInterval(this.timer);
    this.commands.dispose();
    for (const { item, camera } of this.shown.values()) {
      item.dispose();
      camera?.dispose();
    }
  }

  private async begin(run: Run): Promise<void> {
    const shown = this.shown.get(run);
    if (shown?.state !== 'waiting') return;
    run.begin?.();
    showMeasuring(shown);
    this.tick();
    await this.setContext();
  }

  private async stop(run: Run): Promise<void> {
    const shown = this.shown.get(run);
    if (shown === undefined || shown.state === 'stopping') return;
    shown.state = 'stopping';
    this.tick();
    await run.stop();
  }

  private async choose(given: unknown, verb: string, fits: (shown: Shown) => boolean): Promise<Run | undefined> {
    const runs = [...this.shown.values()].filter(fits).map(({ run }) => run);
    const clicked = runs.find((run) => run === given);
    if (clicked !== undefined || runs.length < 2) return clicked ?? runs[0];
    const items = runs.map((run) => ({ label: run.name, run }));
    return (await vscode.window.showQuickPick(items, { placeHolder: `Select the program to ${verb}` }))?.run;
  }

  private tick(): void {
    for (const shown of this.shown.values()) shown.item.text = textOf(shown);
  }

  private async setContext(): Promise<void> {
    const isWaiting = [...this.shown.values()].some(({ state }) => state === 'waiting');
    await vscode.commands.executeCommand('setContext', contextKeys.running, this.shown.size > 0);
    await vscode.commands.executeCommand('setContext', contextKeys.waiting, isWaiting);
  }
}

function cameraOf(run: Run): vscode.StatusBarItem {
  const camera = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left, 99);
  camera.name = 'Heatline: Heap Snapshot';
  camera.text = '$(device-camera)';
  camera.tooltip = `Take a heap snapshot of ${run.name}`;
  camera.accessibilityInformation = { label: camera.tooltip, role: 'button' };
  camera.command = { command: commands.takeSnapshot, title: 'Take Heap Snapshot', arguments: [run] };
  return camera;
}

function showMeasuring(shown: Shown): void {
  const { run, item } = shown;
  shown.state = 'measuring';
  shown.startedAt = Date.now();
  item.command = { command: commands.stop, title: 'Stop', arguments: [run] };
  item.tooltip = `Heatline is profiling ${run.name}. Click to stop ${run.begin === undefined ? 'it' : 'measuring'} and keep the profile.`;
  item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
}

function textOf({ run, startedAt, state }: Shown): string {
  switch (state) {
    case 'waiting':
      return `$(record) ${run.name}: click to start measuring`;
    case 'measuring':
      return `$(flame) ${run.name} ${elapsed(Date.now() - startedAt)}${samplesText(run.samples())} $(debug-stop)`;
    case 'stopping':
      return `$(loading~spin) ${run.name} stopping…`;
  }
}

function samplesText(samples: number): string {
  return samples === 0 ? '' : ` · ${formatCount(samples)} samples`;
}
