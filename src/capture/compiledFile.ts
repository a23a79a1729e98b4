import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseJsonc } from './jsonc.ts';
import { nearest } from './nearest.ts';

interface TsConfig {
  readonly compilerOptions?: { readonly outDir?: string; readonly rootDir?: string };
}

/** What tsc made of a file, if it is newer than the file and has a source map. */
export function compiledFile(file: string): string | undefined {
  const config = nearest('tsconfig.json', file);
  if (config === undefined) return undefined;
  const folder = path.dirname(config);
  const { outDir, rootDir } = readOptions(config);
  if (outDir === undefined) return undefined;
  // Without a rootDir, tsc takes the folder that its sources have in common.
  const [first = ''] = path.relative(folder, file).split(path.sep);
  const roots = rootDir === undefined ? [folder, path.join(folder, first)] : [path.resolve(folder, rootDir)];
  return roots
    .map((root) => path.join(path.resolve(folder, outDir), path.relative(root, file)).replace(/ts$|tsx$|jsx$/, 'js'))
    .find((compiled) => isUsable(compiled, file));
}

function readOptions(config: string): NonNullable<TsConfig['compilerOptions']> {
  try {
    return (parseJsonc(readFileSync(config, 'utf8')) as TsConfig).compilerOptions ?? {};
  } catch {
    // Then tsc cannot read it either, and there is no output.
    return {};
  }
}

function isUsable(compiled: string, source: string): boolean {
  if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs) return false;
  return /\n\/\/# sourceMappingURL=\S+\s*$/.test(readFileSync(compiled, 'utf8'));
}
