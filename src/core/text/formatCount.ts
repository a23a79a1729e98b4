/** A whole number with thousands apart: `3,512`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}
