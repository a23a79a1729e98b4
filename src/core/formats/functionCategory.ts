import type { Category } from '../model/category.ts';
import { categoryOf } from '../model/location.ts';
import { isNativeSource, nativeCategoryOf } from '../model/nativeCategory.ts';

/** V8's frames that are not functions: src/profiler/profile-generator.cc. */
export const metaFrames: Readonly<Record<string, Category>> = {
  '(garbage collector)': 'gc',
  '(program)': 'program',
  '(idle)': 'idle',
};

/** Files of machine code, which stand for the source where nobody knows that. */
const binary = /\.(so(\.\d+)*|dylib|dll|exe|node|o|a)$/i;

/** Whose code a function is, in a program of any language. */
export function functionCategory(name: string, file: string): Category {
  if (file === '' || binary.test(file)) return metaFrames[name] ?? 'native';
  // Python's own modules.
  if (file.startsWith('<frozen ')) return 'runtime';
  return isNativeSource(file) ? nativeCategoryOf(file) : categoryOf(file);
}
