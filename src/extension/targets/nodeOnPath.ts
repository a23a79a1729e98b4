import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FoundNode } from '../../capture/findNode.ts';

/**
 * What to add to an environment so that commands which look for `node`, as npm does, find this one. An editor that was
 * started from a desktop has not the path of a terminal.
 */
export function nodeOnPath(node: FoundNode, env: NodeJS.ProcessEnv): Record<string, string> {
  const folder = path.dirname(node.path);
  // Windows spells it `Path`.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = (env[name] ?? '').split(path.delimiter);
  const first = folders.find((each) => existsSync(path.join(each, path.basename(node.path))));
  return first === folder ? {} : { [name]: [folder, ...folders].join(path.delimiter) };
}
