import path from 'node:path';
import * as vscode from 'vscode';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { scriptLanguages } from '../contributions.ts';
import { findUsersNode } from '../findUsersNode.ts';
import { savedFile } from '../savedFile.ts';
import { nodeOnPath } from './nodeOnPath.ts';
import type { Program } from './target.ts';
import { testCommand, type RunnableTest } from './testCommand.ts';
import { chooseRunner } from './testRunner.ts';

/** One test, by its titles. */
export interface TestTarget extends RunnableTest {
  readonly kind: 'test';
}

/**
 * The test around the cursor of the active editor.
 * @throws HeatlineError when there is none, or nothing tells what runs it.
 */
export async function testAtCursor(): Promise<TestTarget> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !scriptLanguages.includes(editor.document.languageId)) {
    throw new HeatlineError('There is no test in the active editor.', 'Put the cursor into a test, and profile that.');
  }
  const { document, selection } = editor;
  const language = document.languageId.startsWith('typescript') ? 'ts' : 'js';
  // With the parser, which other programs start without.
  const { findTest } = await import('../../core/sources/findTest.ts');
  const { found, imports } = findTest(document.getText(), language, selection.active.line + 1);
  if (found === undefined) {
    throw new HeatlineError(
      `There is no test around line ${selection.active.line + 1} of ${path.basename(document.fileName)}.`,
      'Put the cursor into a test or a suite: it(…), test(…) or describe(…).',
    );
  }
  const { fsPath: file } = await savedFile(document.uri);
  const chosen = chooseRunner(file, imports);
  if (chosen === undefined) {
    throw new HeatlineError(
      `Nothing tells what runs the tests of ${path.basename(file)}: Heatline knows mocha, vitest, jest and node:test.`,
      'Add the one that you use to the devDependencies of package.json, or use Profile Command.',
    );
  }
  return { kind: 'test', file, test: found, ...chosen };
}

export async function testProgram(target: TestTarget): Promise<Program> {
  const { file, folder, test } = target;
  await savedFile(vscode.Uri.file(file));
  const node = await findUsersNode(folder, process.env);
  const environment = nodeOnPath(node, process.env);
  const name = test.path.map((title) => title.join('…')).join(' › ');
  // No `file`: what a test is about stands in others.
  return { name, path: file, argv: testCommand(target, node), cwd: folder, environment, node };
}
