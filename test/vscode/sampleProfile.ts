// A profile of the sample's nbody.mjs with round numbers: 100 samples of 10 ms, most of them on a few known lines.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vscode from 'vscode';

export interface Frame {
  readonly name: string;
  /** Absolute path, or any URL. */
  readonly file?: string;
  /** 1-based position of the function. */
  readonly line?: number;
  readonly column?: number;
  /** Samples by line: the function's own. */
  readonly ticks?: Readonly<Record<number, number>>;
  readonly children?: readonly Frame[];
}

const sampleFolder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

export function sampleFile(name: string): string {
  return path.join(sampleFolder, name);
}

/** Half of the time in the square root of `attract`, the rest around it. */
export function nbodyFrames(): Frame {
  const file = sampleFile('nbody.mjs');
  const attract = { name: 'attract', file, line: 37, column: 17, ticks: { 41: 50, 42: 20, 43: 8, 46: 4, 48: 2 } };
  const advance = { name: 'advance', file, line: 51, column: 17, ticks: { 53: 10, 56: 3 }, children: [attract] };
  const main = { name: '', file, line: 1, column: 1, ticks: { 76: 2 }, children: [advance] };
  return { name: '(root)', children: [main, { name: '(garbage collector)', ticks: { 0: 1 } }] };
}

/** Writes a `.cpuprofile` of these frames into the workspace and gives its path. */
export function writeProfile(name: string, root: Frame): string {
  const nodes: object[] = [];
  const samples: number[] = [];
  const add = (frame: Frame): number => {
    const id = nodes.length + 1;
    const node = {
      id,
      callFrame: callFrame(frame),
      hitCount: 0,
      children: [] as number[],
      positionTicks: [] as object[],
    };
    nodes.push(node);
    for (const [line, ticks] of Object.entries(frame.ticks ?? {})) {
      node.hitCount += ticks;
      if (line !== '0') node.positionTicks.push({ line: Number(line), ticks });
      for (let tick = 0; tick < ticks; tick++) samples.push(id);
    }
    node.children = (frame.children ?? []).map(add);
    return id;
  };
  add(root);
  const timeDeltas = samples.map((_, index) => (index === 0 ? 0 : 10_000));
  const endTime = samples.length * 10_000;
  const file = sampleFile(name);
  writeFileSync(file, JSON.stringify({ nodes, samples, timeDeltas, startTime: 0, endTime }));
  return file;
}

function callFrame({ name, file = '', line = 0, column = 0 }: Frame): object {
  const url = path.isAbsolute(file) ? pathToFileURL(file).href : file;
  return { functionName: name, scriptId: '1', url, lineNumber: line - 1, columnNumber: column - 1 };
}
