import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { compiledFile } from './compiledFile.ts';
import type { FoundNode } from './findNode.ts';
import { nearest } from './nearest.ts';
import { atLeast } from './nodeVersion.ts';

/**
 * The command that runs a source file: the program, then its arguments.
 * @throws HeatlineError when this Node cannot run the file and the project has nothing that makes it able to.
 */
export function nodeCommand(file: string, node: FoundNode): readonly [string, ...string[]] {
  const extension = path.extname(file).toLowerCase();
  if (/^\.[cm]?js$/.test(extension)) return [node.path, file];
  if (!/^\.([cm]?ts|tsx|jsx)$/.test(extension)) {
    throw new HeatlineError(
      `${path.basename(file)} is not a program for Node.`,
      'Choose a JavaScript or TypeScript file.',
    );
  }
  for (const way of [withTsx, withTsNode, withTypeStripping]) {
    const options = way(file, extension, node);
    if (options !== undefined) return [node.path, ...options, file];
  }
  const compiled = compiledFile(file);
  if (compiled !== undefined) return [node.path, compiled];
  throw new HeatlineError(
    `Node ${node.version} cannot run ${path.basename(file)}.`,
    extension.endsWith('x')
      ? 'Install tsx in the project: npm install --save-dev tsx'
      : 'Install tsx in the project (npm install --save-dev tsx), or use Node 22.18 or newer.',
  );
}

/** Node's options for a way to run the file; nothing when this way is not open. */
type Way = (file: string, extension: string, node: FoundNode) => readonly string[] | undefined;

const withTsx: Way = (file, _extension, { version }) => {
  const loader = resolve('tsx', file);
  if (loader === undefined) return undefined;
  const url = pathToFileURL(loader).href;
  if (atLeast(version, [20, 6]) || (atLeast(version, [18, 19]) && !atLeast(version, [19, 0]))) return ['--import', url];
  const forRequire = resolve('tsx/cjs', file);
  return [...(forRequire === undefined ? [] : ['--require', forRequire]), '--loader', url];
};

const withTsNode: Way = (file, extension) => {
  if (extension === '.jsx') return undefined;
  const register = resolve('ts-node/register', file);
  const loader = resolve('ts-node/esm', file);
  if (register === undefined || loader === undefined) return undefined;
  return isModule(file, extension) ? ['--loader', pathToFileURL(loader).href] : ['--require', register];
};

const withTypeStripping: Way = (_file, extension, { version }) => {
  if (extension === '.tsx' || extension === '.jsx') return undefined;
  if (atLeast(version, [23, 6]) || (atLeast(version, [22, 18]) && !atLeast(version, [23, 0]))) return [];
  return atLeast(version, [22, 6]) ? ['--experimental-strip-types'] : undefined;
};

/** Whether Node takes the file for an ES module. */
function isModule(file: string, extension: string): boolean {
  if (extension === '.mts' || extension === '.cts') return extension === '.mts';
  const manifest = nearest('package.json', file);
  if (manifest === undefined) return false;
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { type?: string }).type === 'module';
  } catch {
    return false;
  }
}

function resolve(module: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(module);
  } catch {
    return undefined;
  }
}
