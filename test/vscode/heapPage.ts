import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import vscode from 'vscode';
import { eventually } from './eventually.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, type, webview } from './workbench.ts';

/** Waits until the page of a snapshot, or of a verdict on leaks, says so. */
export async function pageHas(pattern: RegExp, milliseconds?: number): Promise<void> {
  await eventually(async () => {
    assert.match((await webview.texts('body')).join('\n'), pattern);
  }, milliseconds);
}

export async function filter(text: string): Promise<void> {
  await webview.click('input[aria-label="Filter by class"]');
  await type(text);
  await press('Enter');
}

/** The names of all snapshots in the workspace. */
export function snapshots(): string[] {
  return readdirSync(path.dirname(sampleFile('shop.js'))).filter((name) => name.endsWith('.heapsnapshot'));
}

export function removeSnapshots(): void {
  for (const name of snapshots()) rmSync(sampleFile(name));
}

/** TypeScript has something to say about a file, too. */
export function leakProblems(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Heatline');
}
