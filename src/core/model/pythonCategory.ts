import type { Category } from './category.ts';

/** Whose code a file of Python is: `<frozen importlib._bootstrap>` is built in, `<string>` what `python -c` or `exec` runs. */
export function pythonCategory(file: string): Category {
  if (/[\\/](site|dist)-packages[\\/]/.test(file)) return 'dependency';
  return /[\\/]lib[\\/]python\d|^<frozen /.test(file) ? 'runtime' : 'own';
}
