import type { Category } from '../src/core/model/category.ts';

export const categoryLabel: Readonly<Record<Category, string>> = {
  own: 'Own code',
  dependency: 'Dependencies',
  runtime: 'Runtime',
  native: 'Native',
  kernel: 'Kernel',
  gc: 'GC',
  program: 'Program',
  idle: 'Idle',
};
