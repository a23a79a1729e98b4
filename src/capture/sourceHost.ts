import { readFileSync } from 'node:fs';
import type { SourceHost } from '../core/sources/scripts.ts';

/** This machine's files. */
export const sourceHost: SourceHost = {
  readText: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
};
