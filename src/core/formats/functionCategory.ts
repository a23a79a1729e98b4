import type { Category } from '../model/category.ts';
import { categoryOf } from '../model/location.ts';

/** V8's frames that are not functions: src/profiler/profile-generator.cc. */
export const metaFrames: Readonly<Record<string, Category>> = {
  '(garbage collector)': 'gc',
  '(program)': 'program',
  '(idle)': 'idle',
};

/** Sources of installed packages; only these have relative paths, as they were built elsewhere. */
const installed = [
  /^\/(usr|rustc|build)\//,
  /^\.\.?\//,
  /[\\/](\.cargo|\.rustup|go[\\/]pkg[\\/]mod|site-packages)[\\/]/,
];

/** Whose code a function is, in a program of any language. */
export function functionCategory(name: string, file: string): Category {
  if (file === '') return metaFrames[name] ?? 'native';
  // Python's own modules.
  if (file.startsWith('<frozen ')) return 'runtime';
  return installed.some((pattern) => pattern.test(file)) ? 'dependency' : categoryOf(file);
}
