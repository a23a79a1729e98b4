/** Whether a number can be a weight or a time: beyond this no whole one is exact, and sums may be no numbers. */
export function isMeasured(value: number): boolean {
  return Math.abs(value) < 2 ** 53;
}
