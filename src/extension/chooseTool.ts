import * as vscode from 'vscode';
import type { ToolPlace } from '../capture/tool.ts';
import { tools } from '../capture/tools.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import type { MeasureOptions } from './runOptions.ts';

export interface ChosenTool {
  readonly collector: string;
  /** What the result has to say about the choice. */
  readonly notes: readonly Note[];
}

/** The profiler that was asked for, or, where it is missing, Node's own, and a button that installs the other. */
export async function chooseTool({ tool: id }: MeasureOptions, place: ToolPlace): Promise<ChosenTool> {
  const tool = tools.find((known) => known.id === id);
  const [fallback] = tools;
  if (tool === undefined || fallback === undefined) throw new HeatlineError(`There is no profiler called ${id}.`);
  const found = await tool.find(place);
  if (found.state === 'found') return { collector: found.collector, notes: [] };
  const message = `${found.reason} ${fallback.name} measured instead.`;
  void offerToInstall(`${found.reason} ${fallback.name} measures instead.`, found.mend, place.cwd);
  return { collector: '', notes: [{ kind: 'tool-fallback', message }] };
}

async function offerToInstall(message: string, command: string, cwd: string): Promise<void> {
  if ((await vscode.window.showWarningMessage(message, 'Install')) !== 'Install') return;
  const terminal = vscode.window.createTerminal({ name: 'Heatline', cwd });
  terminal.show();
  terminal.sendText(command);
}
