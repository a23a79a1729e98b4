import { readFileSync } from 'node:fs';
import { findFunctions, type ScriptFunctions } from '../core/sources/findFunctions.ts';
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

/**
 * This machine's files for a profile that is mapped again and again while it grows: parsing is what takes time, and a
 * script stays the one that ran, whatever is saved over it meanwhile.
 */
export function rememberingHost(): SourceHost {
  const texts = new Map<string, string>();
  const parsed = { js: new Map<string, ScriptFunctions>(), ts: new Map<string, ScriptFunctions>() };
  return {
    readText: (path) => {
      const text = texts.get(path) ?? sourceHost.readText(path);
      if (text !== undefined) texts.set(path, text);
      return text;
    },
    findFunctions: (text, language) => {
      const found = parsed[language].get(text) ?? findFunctions(text, language);
      parsed[language].set(text, found);
      return found;
    },
  };
}
