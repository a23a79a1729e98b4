import * as vscode from 'vscode';
import { commands, contextKeys } from './contributions.ts';
import { registerCommand } from './registerCommand.ts';

/** Rounds that the user does by hand: a button in the status bar says when one is done. */
export class HandRounds {
  private next: (() => void) | undefined;
  private readonly item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left, 101);
  private readonly command: vscode.Disposable;

  constructor(log: vscode.LogOutputChannel) {
    this.item.name = 'Heatline: Next Round';
    this.item.command = commands.nextRound;
    this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.command = registerCommand(commands.nextRound, log, () => this.next?.());
  }

  /** Settles when the user has done the round; of those before the first the number is not positive. */
  async done(round: number, rounds: number): Promise<void> {
    const what = round > 0 ? `Round ${round} of ${rounds}` : 'Warm-up';
    this.item.text = `$(debug-step-over) ${what}: Next Round`;
    this.item.tooltip = 'Do what may leak, always the same, then click here.';
    this.item.show();
    await vscode.commands.executeCommand('setContext', contextKeys.rounds, true);
    await new Promise<void>((resolve) => {
      this.next = resolve;
    });
    await this.hide();
  }

  async hide(): Promise<void> {
    this.next = undefined;
    this.item.hide();
    await vscode.commands.executeCommand('setContext', contextKeys.rounds, false);
  }

  dispose(): void {
    this.item.dispose();
    this.command.dispose();
  }
}
