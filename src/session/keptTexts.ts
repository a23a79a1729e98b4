import { readFile, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** File name to text, as gzipped JSON `{"version": 1, "texts": {…}}`; undefined when there is no such file. */
export async function readKeptTexts(file: string): Promise<Map<string, string> | undefined> {
  try {
    const data: unknown = JSON.parse((await promisify(gunzip)(await readFile(file))).toString());
    if (typeof data !== 'object' || data === null || !('texts' in data)) return undefined;
    const texts = Object.entries(data.texts as object).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string';
    });
    return new Map(texts);
  } catch {
    return undefined;
  }
}

export async function writeKeptTexts(file: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const data = await promisify(gzip)(JSON.stringify({ version: 1, texts: Object.fromEntries(texts) }));
  // Written aside and moved: two windows may open one session at a time.
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, data);
  await rename(unfinished, file);
}
