import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import { isNativeSource } from '../model/nativeCategory.ts';
import type { Profile } from '../model/profile.ts';

/** Whether a function stands in a script of the program, its own or a dependency's. */
export function isScript({ functions }: Profile, fn: number): boolean {
  const category = at(functions.category, fn);
  const isProgram = category === categoryIndex.own || category === categoryIndex.dependency;
  return isProgram && !isNativeSource(at(functions.file, fn));
}
