import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Summary } from '../core/queries/summary.ts';
import type { PathMapping } from '../core/sources/relocate.ts';
import { isLocalFile } from './sourceFiles.ts';
import { TrackedLines } from './trackedLines.ts';

/** Files of one name that are looked into. */
const mostCandidates = 20;
/** A file of the same name is the same file when no more of its lines differ than this part of them. */
const mostDiffering = 0.5;

/** Profiled files that are gone from where they were, and where in the workspace they are now, judged by name and text. */
export async function findMovedFiles({ texts }: Pick<Summary, 'texts'>): Promise<PathMapping> {
  const moved = await Promise.all(
    Array.from(texts, async ([file, text]) => {
      if (await isLocalFile(file)) return [];
      const now = await findText(basename(file), text);
      return now === undefined ? [] : [[file, now] as const];
    }),
  );
  return Object.fromEntries(moved.flat());
}

async function findText(name: string, text: string): Promise<string | undefined> {
  const pattern = `**/${name.replace(/[*?[\]{}]/g, '?')}`;
  const files = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostCandidates);
  const lines = text.split('\n').length;
  let best: { readonly path: string; readonly differing: number } | undefined;
  for (const { scheme, fsPath: path } of files) {
    if (scheme !== 'file') continue;
    const { differing } = new TrackedLines(text, await readFile(path, 'utf8'));
    if (differing <= mostDiffering * lines && differing < (best?.differing ?? Infinity)) best = { path, differing };
  }
  return best?.path;
}
