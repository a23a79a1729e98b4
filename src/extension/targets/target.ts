import type * as vscode from 'vscode';
import type { FoundNode } from '../../capture/findNode.ts';
import type { Argv } from '../../capture/recording.ts';
import type { CommandTarget } from './commandTarget.ts';
import type { FileTarget } from './fileTarget.ts';
import type { LaunchTarget } from './launchTarget.ts';
import type { NativeTarget } from './nativeTarget.ts';
import type { ScriptTarget } from './scriptTarget.ts';
import type { TestTarget } from './testTarget.ts';

/** What can be profiled: plain data that names it, so that it can be remembered and run again as it is then. */
export type Target = FileTarget | NativeTarget | LaunchTarget | ScriptTarget | CommandTarget | TestTarget;

/** What a target comes down to at the time that it is run. */
export interface Program {
  /** For a person, e.g. `nbody.mjs` or `npm run build`. */
  readonly name: string;
  /** The file or folder that a list shows as its place. */
  readonly path: string;
  /** The file that is asked about, where it is one. */
  readonly file?: vscode.Uri;
  /** The executable, then its arguments. No shell reads them. */
  readonly argv: Argv;
  readonly cwd: string;
  /** On top of the environment that a terminal has. */
  readonly environment: Readonly<Record<string, string>>;
  /** What runs it, or runs first in it; nothing where that is not Node. */
  readonly node?: FoundNode | undefined;
}

export type { Argv };
