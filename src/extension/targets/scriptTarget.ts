import path from 'node:path';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { findUsersNode } from '../findUsersNode.ts';
import { saveEditors } from '../saveEditors.ts';
import { nodeOnPath } from './nodeOnPath.ts';
import { packageManagerOf, readScripts } from './packageScripts.ts';
import type { Program } from './target.ts';

/** A script of a package.json. */
export interface ScriptTarget {
  readonly kind: 'script';
  readonly manifest: string;
  readonly script: string;
}

export async function scriptProgram({ manifest, script }: ScriptTarget): Promise<Program> {
  await saveEditors();
  if (!readScripts(manifest).has(script)) {
    throw new HeatlineError(
      `${manifest} has no script “${script}” any more.`,
      'Choose another with Profile npm Script.',
    );
  }
  const cwd = path.dirname(manifest);
  const manager = packageManagerOf(manifest);
  const node = await findUsersNode(cwd, process.env);
  const environment = nodeOnPath(node, process.env);
  const argv = [manager, 'run', script] as const;
  return { name: argv.join(' '), path: manifest, argv, cwd, environment, node };
}
