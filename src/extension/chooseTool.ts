import * as vscode from 'vscode';
import type { ToolPlace } from '../capture/tool.ts';
import { tools } from '../capture/tools.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Note } from '../core/model/note.ts';
import type { MeasureOptions } from './runOptions.ts';

export interface ChosenTool {
  readonly collector: string;
  /** Whether Node's command line makes it measure: see `Recording.logged`. */
  readonly isLog: boolean;
  /** What the result has to say about the choice. */
  readonly notes: readonly Note[];
}

/** The profiler that was asked for, or, where it is missing, Node's own, and a button that installs the other. */
export async function chooseTool({ tool: id, measure }: MeasureOptions, place: ToolPlace): Promise<ChosenTool> {
  const tool = tools.find((known) => known.id === id);
  const [fallback] = tools;
  if (tool === undefined || fallback === undefined) throw new HeatlineError(`There is no profiler called ${id}.`);
  if (!tool.measures.includes(measure)) {
    return { ...builtIn, notes: [fellBack(`${tool.name} does not measure memory: ${fallback.name} did.`)] };
  }
  const found = await tool.find(place);
  if (found.state === 'found') return { collector: found.collector, isLog: found.isLog === true, notes: [] };
  void offerToInstall(`${found.reason} ${fallback.name} measures instead.`, found.mend, place.cwd);
  return { ...builtIn, notes: [fellBack(`${found.reason} ${fallback.name} measured instead.`)] };
}

const builtIn = { collector: '', isLog: false } as const;

function fellBack(message: string): Note {
  return { kind: 'tool-fallback', message };
}

async function offerToInstall(message: string, command: string, cwd: string): Promise<void> {
  if ((await vscode.window.showWarningMessage(message, 'Install')) !== 'Install') return;
  const terminal = vscode.window.createTerminal({ name: 'Heatline', cwd });
  terminal.show();
  terminal.sendText(command);
}
