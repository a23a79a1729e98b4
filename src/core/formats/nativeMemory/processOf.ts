/** The process that a file is of, which only its name says, at its end: `massif.out.4711`, `heaptrack.shop.4711.zst`; 0 without. */
export function processOf(name: string): number {
  return Number(/\.(\d{1,9})(\.zst|\.gz)?$/.exec(name)?.[1] ?? 0);
}
