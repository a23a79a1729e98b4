import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import type { Profile } from '../../model/profile.ts';

/** By node, whether Node finds, reads or compiles a module there: a frame of its loaders, or what only they called. */
export function loadingNodes({ nodes, functions }: Profile): boolean[] {
  const loading: boolean[] = [];
  for (const [node, fn] of nodes.function.entries()) {
    const category = at(functions.category, fn);
    const parent = at(nodes.parent, node);
    if (category === categoryIndex.own || category === categoryIndex.dependency) loading.push(false);
    else
      loading.push(at(functions.file, fn).startsWith('node:internal/modules/') || (parent >= 0 && at(loading, parent)));
  }
  return loading;
}
