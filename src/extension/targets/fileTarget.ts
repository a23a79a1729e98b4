import { basename } from 'node:path';
import * as vscode from 'vscode';
import { nodeCommand } from '../../capture/nodeCommand.ts';
import { findUsersNode } from '../findUsersNode.ts';
import { savedFile } from '../savedFile.ts';
import type { Program } from './target.ts';

export interface FileTarget {
  readonly kind: 'file';
  readonly file: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

export async function fileProgram({ file, arguments: own, cwd, environment }: FileTarget): Promise<Program> {
  const saved = await savedFile(vscode.Uri.file(file));
  const node = await findUsersNode(cwd, { ...process.env, ...environment });
  const [program, ...parameters] = nodeCommand(saved.fsPath, node);
  const argv = [program, ...parameters, ...own] as const;
  return { name: basename(file), path: file, file: saved, argv, cwd, environment, node };
}
