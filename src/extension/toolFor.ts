import * as vscode from 'vscode';
import { chooseTool, type ChosenTool } from '../capture/chooseTool.ts';
import { targetKind } from '../capture/targetKind.ts';
import type { ToolPlace } from '../capture/tool.ts';
import type { MeasureOptions } from './runOptions.ts';
import type { Argv } from './targets/target.ts';

/** The profiler for a run; where that is missing, another, and a button that shows the command that installs it. */
export async function toolFor(argv: Argv, options: MeasureOptions, place: ToolPlace): Promise<ChosenTool> {
  const { tool, measure, memory } = options;
  const asked = tool === 'auto' ? undefined : tool;
  const chosen = await chooseTool({ asked, measure, memory, kind: targetKind(argv, place) }, place);
  const { missing } = chosen;
  if (missing !== undefined)
    void offerToMend(`${missing.reason} ${chosen.tool.name} measures instead.`, missing.mend, place.cwd);
  return chosen;
}

/** Writes the command into a terminal, where the user starts it: it may ask for a password. */
async function offerToMend(message: string, command: string, cwd: string): Promise<void> {
  const button = 'Show Command';
  if ((await vscode.window.showWarningMessage(message, button)) !== button) return;
  const terminal = vscode.window.createTerminal({ name: 'Heatline', cwd });
  terminal.show();
  terminal.sendText(command, false);
}
