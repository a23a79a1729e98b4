import path from 'node:path';
import { HeatlineError } from '../../core/model/heatlineError.ts';

/** What the variables of a launch configuration stand for. */
export interface LaunchVariables {
  /** The folder that the configuration belongs to. */
  readonly folder: string | undefined;
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  readonly editor:
    | {
        readonly file: string;
        readonly folder: string | undefined;
        /** 1-based. */
        readonly line: number;
        readonly column: number;
        readonly selectedText: string;
      }
    | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly userHome: string;
  readonly setting: (id: string) => unknown;
}

/**
 * A value of launch.json with its `${variables}` filled in, in all the strings that it holds.
 * See https://code.visualstudio.com/docs/reference/variables-reference.
 * @throws HeatlineError for a variable that has no value here.
 */
export function fillVariables(value: unknown, variables: LaunchVariables): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{(.*?)\}/g, (whole, name: string) => valueOf(name, whole, variables));
  if (Array.isArray(value)) return value.map((each: unknown) => fillVariables(each, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fillVariables(each, variables)]));
}

function valueOf(name: string, whole: string, variables: LaunchVariables): string {
  const colon = name.indexOf(':');
  const [kind, parameter] = colon < 0 ? [name] : [name.slice(0, colon), name.slice(colon + 1)];
  const value = parameter === undefined ? plain(kind, variables) : parametrised(kind, parameter, variables);
  if (value !== undefined) return value;
  const hint =
    kind === 'input' || kind === 'command'
      ? 'Heatline asks no questions for a launch configuration: write the value there.'
      : 'Correct it in launch.json, or open a file in the editor if that is what it asks for.';
  throw new HeatlineError(`The variable ${whole} of the launch configuration has no value here.`, hint);
}

function parametrised(kind: string, parameter: string, variables: LaunchVariables): string | undefined {
  if (kind === 'env') return variables.env[parameter] ?? '';
  if (kind === 'config') {
    const value = variables.setting(parameter);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  }
  const folder = variables.folders.find((each) => each.name === parameter)?.path;
  return folder === undefined ? undefined : plain(kind, { ...variables, folder });
}

function plain(name: string, { folder, editor, userHome }: LaunchVariables): string | undefined {
  const inFolder = (file: string) => path.relative(folder ?? editor?.folder ?? '', file);
  switch (name) {
    case 'workspaceFolder':
    case 'workspaceRoot':
    case 'cwd':
      return folder;
    case 'workspaceFolderBasename':
      return folder && path.basename(folder);
    case 'userHome':
      return userHome;
    case 'pathSeparator':
    case '/':
      return path.sep;
    case 'file':
      return editor?.file;
    case 'fileWorkspaceFolder':
      return editor?.folder;
    case 'fileBasename':
      return editor && path.basename(editor.file);
    case 'fileBasenameNoExtension':
      return editor && path.basename(editor.file, path.extname(editor.file));
    case 'fileExtname':
      return editor && path.extname(editor.file);
    case 'fileDirname':
      return editor && path.dirname(editor.file);
    case 'fileDirnameBasename':
      return editor && path.basename(path.dirname(editor.file));
    case 'relativeFile':
      return editor && inFolder(editor.file);
    case 'relativeFileDirname':
      return editor && (inFolder(path.dirname(editor.file)) || '.');
    case 'lineNumber':
      return editor && String(editor.line);
    case 'columnNumber':
      return editor && String(editor.column);
    case 'selectedText':
      return editor?.selectedText;
    default:
      return undefined;
  }
}
