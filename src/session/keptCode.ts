import { readFile, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { RecordedCode, RecordedModule } from '../symbols/recordedCode.ts';

/** What instructions cost, as gzipped JSON `{"version": 1, "modules": [{"file", "buildId", "weights": [[offset, weight], …]}]}`. */
export async function writeKeptCode(file: string, code: RecordedCode): Promise<void> {
  const modules = code.map(({ weights, ...module }) => ({ ...module, weights: [...weights] }));
  const data = await promisify(gzip)(JSON.stringify({ version: 1, modules }));
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, data);
  await rename(unfinished, file);
}

/** Nothing when there is no such file, or it is broken. */
export async function readKeptCode(file: string): Promise<RecordedCode> {
  try {
    const { modules } = JSON.parse((await promisify(gunzip)(await readFile(file))).toString()) as { modules: unknown };
    return (Array.isArray(modules) ? modules : []).filter(isModule).map((module) => ({
      file: module.file,
      buildId: module.buildId,
      weights: new Map(module.weights),
    }));
  } catch {
    return [];
  }
}

type KeptModule = Omit<RecordedModule, 'weights'> & { readonly weights: readonly (readonly [number, number])[] };

function isModule(module: unknown): module is KeptModule {
  if (typeof module !== 'object' || module === null) return false;
  const { file, buildId, weights } = module as Record<string, unknown>;
  const isPair = (pair: unknown): boolean => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isFinite);
  return typeof file === 'string' && typeof buildId === 'string' && Array.isArray(weights) && weights.every(isPair);
}
