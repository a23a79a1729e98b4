import path from 'node:path';
import * as vscode from 'vscode';
import { findUsersNode } from '../findUsersNode.ts';
import { saveEditors } from '../saveEditors.ts';
import { joinArguments, splitArguments } from '../../core/text/splitArguments.ts';
import { nodeOnPath } from './nodeOnPath.ts';
import type { Argv, Program } from './target.ts';

export interface CommandTarget {
  readonly kind: 'command';
  readonly argv: Argv;
  readonly cwd: string;
}

/** Asks for a command line, which is split into words and given to no shell. */
export async function askCommand(
  given: string,
  cwd: string,
  title = 'Profile Command',
): Promise<CommandTarget | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: `A program and its arguments, without a shell’s pipes and variables. It runs in ${cwd}.`,
    placeHolder: 'node server.js --port 3000',
    value: given,
    ignoreFocusOut: true,
    validateInput: shellProblem,
  });
  const [program, ...parameters] = splitArguments(text ?? '');
  return program === undefined ? undefined : { kind: 'command', argv: [program, ...parameters], cwd };
}

export async function commandProgram({ argv, cwd }: CommandTarget): Promise<Program> {
  await saveEditors();
  const node = await findUsersNode(cwd, process.env);
  const [program, ...parameters] = argv;
  const name = joinArguments([path.basename(program), ...parameters]);
  return { name, path: cwd, argv, cwd, environment: nodeOnPath(node, process.env), node };
}

/** A word that only a shell would understand is a misunderstanding to clear up before the run. */
function shellProblem(text: string): string | undefined {
  const operator = splitArguments(text).find((word) => /^(\|\|?|&&?|;|\d?>>?|<)$/.test(word));
  return operator === undefined ? undefined : `“${operator}” is for a shell, and none reads this command.`;
}
