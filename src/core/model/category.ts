/** Where a function comes from. Numbers in `FunctionTable.category` index this list. */
export const categories = ['own', 'dependency', 'runtime', 'native', 'kernel', 'gc', 'program', 'idle'] as const;

export type Category = (typeof categories)[number];

export const categoryIndex = Object.fromEntries(categories.map((name, index) => [name, index])) as Readonly<
  Record<Category, number>
>;

export function categoryName(index: number): Category {
  return categories[index] ?? 'native';
}
