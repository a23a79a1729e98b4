import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for a suite's own files, with a copy of another folder in it, until the suite ends. */
export function scratchFolder(copyOf?: string): (...names: readonly string[]) => string {
  let folder = '';
  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline-truth-')));
    if (copyOf !== undefined) cpSync(copyOf, folder, { recursive: true });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return (...names) => path.join(folder, ...names);
}
