import { parse, type ParserPlugin } from '@babel/parser';
import type { Program } from '@babel/types';

/**
 * JavaScript as it runs, or TypeScript and JSX as it is written; of text with syntax errors what could be parsed.
 * @throws SyntaxError for hopeless text.
 */
export function parseScript(source: string, language: 'js' | 'ts'): Program {
  return parse(source, { ...options, plugins: pluginsOf(language) }).program;
}

const options = {
  sourceType: 'unambiguous',
  errorRecovery: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  attachComment: false,
} as const;

function pluginsOf(language: 'js' | 'ts'): ParserPlugin[] {
  return language === 'ts' ? ['typescript', 'jsx', 'decorators'] : ['jsx', 'decorators'];
}
